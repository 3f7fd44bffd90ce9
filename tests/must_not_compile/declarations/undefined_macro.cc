namespace starkernel {

#define STARKERNEL_KNOWN 1

#if STARKERNEL_KNOWN
inline constexpr int kKnown = 7;
#endif

// expected-error@+1 {{'STARKERNEL_UNKNOWN' is not defined, evaluates to 0}}
#if STARKERNEL_UNKNOWN
inline constexpr int kUnknown = kKnown;
#endif

}  // namespace starkernel
