"""How code is compiled that runs rarely: its size counts, in the image.

As flags that no macro tells of, so that precompiled headers fit.
"""

SMALL = [
    "-fno-vectorize",
    "-fno-slp-vectorize",
    "-fno-unroll-loops",
    "-mllvm",
    "-inline-threshold=10",
]
