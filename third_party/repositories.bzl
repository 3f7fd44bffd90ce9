"""Everything the build takes from outside, each as pinned packages."""

load("//toolchains/freestanding:freestanding.bzl", "freestanding_headers")
load("//toolchains/packages:debian.bzl", "debian_packages")

_LIBRARY_DIRS = [
    "lib/x86_64-linux-gnu",
    "usr/lib/x86_64-linux-gnu",
]

# Paths no tool of ours reads.
_DROP = [
    "etc",
    "usr/share/bash-completion",
    "usr/share/doc",
    "usr/share/doc-base",
    "usr/share/lintian",
    "usr/share/locale",
    "usr/share/man",
    "usr/lib/x86_64-linux-gnu/gconv",
    "usr/sbin",
    "sbin",
    "var",
]

_LLVM_TOOLS = [
    "clang",
    "clang++",
    "clang-format",
    "clang-query",
    "clang-tidy",
    "ld.lld",
    "llvm-ar",
    "llvm-cov",
    "llvm-cxxfilt",
    "llvm-nm",
    "llvm-objcopy",
    "llvm-objdump",
    "llvm-profdata",
    "llvm-readelf",
    "llvm-strip",
    "llvm-symbolizer",
]

_USE_CPP_TOOLCHAIN = [
    ", \"use_cpp_toolchain\"|",
    "use_cpp_toolchain()|[\"@bazel_tools//tools/cpp:toolchain_type\"]",
]

def _rules_cc():
    """rules_cc, without the one function that Bazel 4.2.3 does not have."""
    debian_packages(
        name = "rules_cc",
        edits = [
            "cc/private/rules_impl/{}.bzl|{}".format(name, edit)
            for name in ["compiler_flag", "cc_flags_supplier"]
            for edit in _USE_CPP_TOOLCHAIN
        ],
        hoist = ["usr/share/bazel/rules/cc"],
        set = "rules_cc",
    )

def _bazel_support():
    """Repositories that Bazel itself asks for by name."""
    for name, directory in {
        "bazel_skylib": "usr/share/bazel/tools/skylib",
        "platforms": "usr/share/bazel/tools/platforms",
        "rules_java": "usr/share/bazel/rules/java",
        "rules_proto": "usr/share/bazel/rules/proto",
    }.items():
        debian_packages(name = name, set = name, hoist = [directory])

def _compilers():
    debian_packages(
        name = "llvm",
        build_file = "//third_party/llvm:llvm.BUILD",
        drop = _DROP + [
            "usr/lib/llvm-19/bin/llvm-exegesis",
            "usr/lib/llvm-19/build",
            "usr/lib/llvm-19/lib/clang/19/lib/linux/*i386*",
            "usr/share",
        ],
        library_dirs = _LIBRARY_DIRS + ["usr/lib/llvm-19/lib"],
        module_map_dirs = [
            "usr/lib/llvm-19/include/c++/v1",
            "usr/lib/llvm-19/lib/clang/19/include",
            "usr/include",
        ],
        set = "llvm",
        tools = {"usr/lib/llvm-19/bin/" + tool: tool for tool in _LLVM_TOOLS},
    )

def _libraries():
    debian_packages(
        name = "googletest",
        build_file = "//third_party/googletest:googletest.BUILD",
        drop = _DROP,
        set = "googletest",
    )
    debian_packages(
        name = "benchmark",
        archive_prefix = "benchmark-1.7.1",
        build_file = "//third_party/benchmark:benchmark.BUILD",
        drop = ["bindings", "test", "tools"],
        set = "benchmark",
    )
    debian_packages(
        name = "mimalloc",
        archive_prefix = "mimalloc-2.0.9+ds",
        build_file = "//third_party/mimalloc:mimalloc.BUILD",
        drop = ["test"],
        set = "mimalloc",
    )
    debian_packages(
        name = "lz4",
        archive_prefix = "lz4-1.9.4",
        build_file = "//third_party/lz4:lz4.BUILD",
        drop = [
            "build",
            "contrib",
            "examples",
            "programs",
            "tests",
        ],
        set = "lz4",
    )
    debian_packages(
        name = "com_google_absl",
        archive_prefix = "abseil-20220623.1",
        build_file = "//third_party/abseil:abseil.BUILD",
        set = "abseil",
    )

def _font():
    debian_packages(
        name = "spleen",
        build_file = "//third_party/spleen:spleen.BUILD",
        drop = _DROP + [
            "usr/share/consolefonts",
            "usr/share/fonts/opentype",
        ],
        gunzip = ["usr/share/fonts/X11/misc/spleen-8x16.pcf.gz"],
        set = "spleen",
    )

def _emulator():
    debian_packages(
        name = "qemu",
        build_file = "//third_party/qemu:qemu.BUILD",
        drop = _DROP + [
            "usr/bin/kvm",
            "usr/bin/qemu-pr-helper",
            "usr/bin/qemu-storage-daemon",
            "usr/bin/qemu-system-i386",
            "usr/bin/qemu-system-x86_64-microvm",
            "usr/include",
            "usr/lib/qemu",
            "usr/lib/x86_64-linux-gnu/qemu/*-i386.so",
            "usr/lib/x86_64-linux-gnu/qemu/audio-*.so",
            "usr/lib/x86_64-linux-gnu/qemu/chardev-*.so",
            "usr/lib/x86_64-linux-gnu/qemu/hw-*.so",
            "usr/lib/x86_64-linux-gnu/qemu/ui-*.so",
            "usr/share/qemu/*.dtb",
            "usr/share/qemu/firmware",
        ],
        set = "qemu",
    )
    debian_packages(
        name = "ovmf",
        build_file = "//third_party/ovmf:ovmf.BUILD",
        drop = _DROP,
        set = "ovmf",
    )
    debian_packages(
        name = "mtools",
        build_file = "//third_party/mtools:mtools.BUILD",
        drop = _DROP,
        set = "mtools",
    )

def _peers():
    # Fetched for `bazel run //tests/peers:message_peers` alone.
    debian_packages(
        name = "erlang",
        build_file = "//third_party/erlang:erlang.BUILD",
        drop = _DROP,
        set = "erlang",
    )

def starkernel_repositories():
    """Defines every external repository of the project."""
    _bazel_support()
    _rules_cc()
    _compilers()
    freestanding_headers(name = "freestanding")
    _libraries()
    _font()
    _emulator()
    _peers()
    native.local_repository(name = "remote_coverage_tools", path = "third_party/coverage")
