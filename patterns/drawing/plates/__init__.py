"""Draw anatomical plates: bones seen whole, and muscles and nerves of the sore side.

It takes a `PlateScene` and gives pictures; it does not know figures.

`draw_plate` is the way in. It refines the baked bones (`bones`), spans muscles and nerves between
their borders (`muscles`), puts both before the camera (`plate_stage`), and paints tones
(`plate_layers`) and lines (`plate_lines`). Scenes and tables are in millimeters for the left side,
with x to the subject's left, y up and z to the front, from the middle between the hip bones; meshes
are in meters.
"""
