// The runtimes of the sanitizers ask these functions for their options as a program starts. The
// names are theirs.

// They are called before the shadow memory is there that counters of coverage would be looked up in.
#define EARLY __attribute__((no_profile_instrument_function))

extern "C" EARLY const char* __asan_default_options();
extern "C" EARLY const char* __tsan_default_options();
extern "C" EARLY const char* __ubsan_default_options();

#define COMMON "external_symbolizer_path=" SYMBOLIZER ":handle_abort=1"

extern "C" const char* __asan_default_options() {
  return COMMON
      ":strict_string_checks=1"
      ":check_initialization_order=1"
      ":strict_init_order=1"
      ":detect_stack_use_after_return=1"
      ":detect_invalid_pointer_pairs=2"
      // What the kernel reports itself: its own handler has to stay installed.
      ":allow_user_segv_handler=1";
}

extern "C" const char* __ubsan_default_options() { return COMMON ":print_stacktrace=1"; }

extern "C" const char* __tsan_default_options() { return COMMON ":halt_on_error=1"; }
