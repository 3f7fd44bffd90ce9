"""The rules that our own C++ targets are made with.

They add what holds for all of our code: warnings as errors, layering check, header parsing,
and for tests GoogleTest's main.
"""

# For `target_compatible_with`: code that only bare metal, or only Linux, can run.
BARE_METAL_ONLY = ["//platforms:uefi"]
HOSTED_ONLY = ["@platforms//os:linux"]

_FEATURES = ["layering_check", "strict_warnings"]

def _build_features():
    """Tools and test drivers wait for others: they are compiled to be built soon, not to be fast."""
    return [] if native.package_name().startswith("src") else ["quick_build"]

def _header_parsing(hdrs, srcs):
    """Headers are compiled on their own, unless each has a source file or a test of its name.

    That one includes it before anything else (.ci/run checks it), so compiling it has proved
    already that the header stands alone.
    """
    for header in hdrs:
        stem = header[:-len(".h")]
        if not header.endswith(".h") or stem + ".cc" in srcs:
            continue
        if not native.glob([stem + "_test.cc"]):
            return ["parse_headers"]
    return []

def sk_cc_library(name, hdrs = [], srcs = [], features = [], **kwargs):
    """A cc_library of our own code."""
    native.cc_library(
        name = name,
        hdrs = hdrs,
        srcs = srcs,
        features = _FEATURES + _build_features() + _header_parsing(hdrs, srcs) + features,
        **kwargs
    )

def sk_cc_binary(name, features = [], **kwargs):
    """A cc_binary of our own code; static on the host."""
    native.cc_binary(
        name = name,
        features = _FEATURES + _build_features() + features,
        linkstatic = True,
        **kwargs
    )

# How test sources are compiled: for a short build, not for speed. Libraries under test are
# compiled as they are for everybody.
TEST_COPTS = [
    "-O0",
    "-g0",
]

_PRECOMPILED = ["-include-pch", "$(BINDIR)/toolchains/testing/test_headers.pch"]

def sk_cc_test(name, features = [], copts = [], deps = [], size = "small", main = True, **kwargs):
    """A host-run GoogleTest program; with `main = False` it brings its own main."""
    native.cc_test(
        name = name,
        size = size,
        copts = TEST_COPTS + _PRECOMPILED + copts,
        features = _FEATURES + features,
        linkstatic = True,
        target_compatible_with = HOSTED_ONLY,
        deps = deps + [
            "//toolchains/testing:precompiled_test_headers",
            "@googletest//:gtest",
        ] + (["@googletest//:gtest_main"] if main else []),
        **kwargs
    )

def sk_cc_benchmark(name, features = [], deps = [], **kwargs):
    """A host-run Google Benchmark program: `bazel run` prints its table.

    `//...` leaves it out, for the sake of a short test run; .ci/run builds every one.
    """
    native.cc_binary(
        name = name,
        testonly = True,
        tags = ["manual"],
        features = _FEATURES + features,
        linkstatic = True,
        target_compatible_with = HOSTED_ONLY,
        deps = deps + [
            "@benchmark",
            "@benchmark//:benchmark_main",
        ],
        **kwargs
    )
