\ Interpreted first: says so, and leaves a word for those after it.
S" first.fs interpreted" TYPE CR
41 CONSTANT FIRST-VALUE
