\ Some runs of the experiment on physics, and those with L8: what they find is the same everywhere.
: some  ( -- )  384 0 DO 3 I DOE-RUN 16 +LOOP  387 384 DO 3 I DOE-RUN LOOP ;
some
PHYSICS-OFF
