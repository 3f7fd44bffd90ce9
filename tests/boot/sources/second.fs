\ Needs what first.fs defines.
S" second.fs interpreted" TYPE CR
FIRST-VALUE 1+ CONSTANT SECOND-VALUE
