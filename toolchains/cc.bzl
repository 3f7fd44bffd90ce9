"""The rules that our own C++ targets are made with.

They add what holds for all of our code: warnings as errors, layering check, header parsing,
and for tests GoogleTest's main.
"""

load("//toolchains:fence.bzl", "fence_package")
load("//toolchains/clang_tidy:package.bzl", "require_tidied_package")

# For `target_compatible_with`: code that only bare metal, or only Linux, can run.
BARE_METAL_ONLY = ["//platforms:uefi"]
HOSTED_ONLY = ["@platforms//os:linux"]

_FEATURES = ["layering_check", "strict_warnings"]

def _precompiled(headers):
    """What compiles with one of the precompiled headers of //toolchains/precompiled."""
    return struct(
        copts = ["-include-pch", "$(BINDIR)/toolchains/precompiled/%s.pch" % headers],
        deps = ["//toolchains/precompiled:precompiled_" + headers],
        features = ["buffer_warnings"],
    )

def _kind(testonly = False, srcs = [], kernel = False):
    """How a target is compiled: as part of the kernel, a tool, or what only tests use.

    Tools and tests wait for others: they are compiled to be built soon, not to be fast. Libraries
    under test are compiled as they are for everybody.
    """
    assembly = [source for source in srcs if source.endswith(".S")]
    if assembly:
        if len(assembly) != len(srcs):
            fail("C++ beside assembly would not be compiled with the precompiled header")
        return struct(copts = [], deps = [], features = ["buffer_warnings"])
    if testonly:
        kind = _precompiled("test_headers")
        return struct(
            copts = kind.copts,
            deps = kind.deps + ["@googletest//:gtest"],
            features = ["test_build"],
        )
    if native.package_name().split("/")[0] in ["tests", "tools"] and not kernel:
        kind = _precompiled("tool_headers")
        return struct(
            copts = kind.copts,
            deps = kind.deps,
            features = kind.features + ["quick_build"],
        )
    return _precompiled("kernel_headers")

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

def _require_own(sources):
    """Fails for sources of other packages: the fence and clang-tidy look where a source lies."""
    for source in sources:
        if source.startswith("//") or (native.package_name() == "" and "/" in source):
            fail("%s is built in the package that it lies in, not in //%s" %
                 (source, native.package_name()))

def sk_cc_library(
        name,
        hdrs = [],
        srcs = [],
        copts = [],
        deps = [],
        features = [],
        testonly = False,
        snippets = False,
        precompiled = None,
        tags = [],
        **kwargs):
    """A cc_library of our own code.

    With `snippets` it is one of must_not_compile.bzl: compiled as below src, wherever it lies. A
    library with features that change what headers mean names the `precompiled` ones that have them.
    """
    fence_package()
    require_tidied_package(name)
    _require_own(srcs + hdrs)
    kind = _precompiled(precompiled) if precompiled else _kind(testonly and not snippets, srcs, snippets)
    native.cc_library(
        name = name,
        hdrs = hdrs,
        srcs = srcs,
        copts = kind.copts + copts,
        features = _FEATURES + kind.features + _header_parsing(hdrs, srcs) + features,
        tags = tags + (["snippets"] if snippets else []),
        testonly = testonly,
        deps = deps + kind.deps,
        **kwargs
    )

def sk_cc_binary(
        name,
        srcs = [],
        copts = [],
        deps = [],
        features = [],
        testonly = False,
        measures = False,
        **kwargs):
    """A cc_binary of our own code; static on the host.

    One that `measures` is compiled as what it measures: what it does itself takes time, too.
    """
    fence_package()
    require_tidied_package(name)
    _require_own(srcs)
    kind = _precompiled("kernel_headers") if measures else _kind(testonly, srcs)
    native.cc_binary(
        name = name,
        srcs = srcs,
        copts = kind.copts + copts,
        features = _FEATURES + kind.features + features,
        linkstatic = True,
        testonly = testonly,
        deps = deps + kind.deps,
        **kwargs
    )

def sk_cc_test(name, features = [], copts = [], deps = [], size = "small", main = True, **kwargs):
    """A host-run GoogleTest program; with `main = False` it brings its own main."""
    fence_package()
    require_tidied_package(name)
    kind = _kind(testonly = True)
    native.cc_test(
        name = name,
        size = size,
        copts = kind.copts + copts,
        features = _FEATURES + kind.features + features,
        linkstatic = True,
        target_compatible_with = HOSTED_ONLY,
        deps = deps + kind.deps + (["@googletest//:gtest_main"] if main else []),
        **kwargs
    )

def sk_cc_benchmark(name, copts = [], deps = [], features = [], **kwargs):
    """A host-run Google Benchmark program: `bazel run` prints its table.

    `//...` leaves it out, for the sake of a short test run; .ci/run builds every one.
    """
    fence_package()
    require_tidied_package(name)
    kind = _precompiled("kernel_headers")
    native.cc_binary(
        name = name,
        testonly = True,
        tags = ["manual"],
        # The library's macros write new-expressions into the benchmark.
        copts = kind.copts + ["-Wno-deprecated-declarations"] + copts,
        features = _FEATURES + kind.features + features,
        linkstatic = True,
        target_compatible_with = HOSTED_ONLY,
        deps = deps + kind.deps + [
            "@benchmark",
            "@benchmark//:benchmark_main",
        ],
        **kwargs
    )
