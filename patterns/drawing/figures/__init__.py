"""Draw a person doing something: pose the mannequin, dress it, add props.

It takes a pose from a scene and gives line art; it does not know plates.
"""
