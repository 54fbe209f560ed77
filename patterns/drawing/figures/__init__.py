"""Draw a clothed person who does something, with the things around, for the left and right side.

It takes a `FigureScene` and gives pictures; it does not know plates.

`draw_figure` is the way in. It poses the mannequin (`pose_solver`), presses it against what it lies
on (`supports`), builds the props (`props`), puts all on a stage before the camera (`figure_stage`)
and paints the layers (`figure_layers`). Lengths are in meters, and the surface that bears the body
(floor, mat, mattress) lies at height 0.
"""
