namespace starkernel {

namespace {
int Hidden() { return 7; }
}  // namespace

[[nodiscard]] inline int Used() { return Hidden(); }

// expected-error@+1 {{no previous prototype for function 'Undeclared'}}
int Undeclared() { return 7; }

}  // namespace starkernel
