"""Compiler and linker flags, by platform and purpose."""

_ROOT = "external/llvm/root"
_LLVM = _ROOT + "/usr/lib/llvm-19"
_RESOURCE = _LLVM + "/lib/clang/19"
_LIBCXX_HEADERS = _LLVM + "/include/c++/v1"
_SANITIZERS = "toolchains/sanitizers"
_FREESTANDING = "external/freestanding/include"

# How a precompiled header spells its inputs; it is itself an input of what uses it.
_PRECOMPILED_INPUTS = ["/proc/self/cwd"]

COMMON = struct(
    compile = [
        # The driver runs under the loader, so it cannot find its own place.
        "-no-canonical-prefixes",
        "-resource-dir=" + _RESOURCE,
        "-fno-omit-frame-pointer",
        "-mno-omit-leaf-frame-pointer",
        "-ffunction-sections",
        "-fdata-sections",
        # Nothing of the machine or the day may reach an output.
        "-ffile-compilation-dir=.",
        "-Wno-builtin-macro-redefined",
        "-D__DATE__=\"redacted\"",
        "-D__TIME__=\"redacted\"",
        "-D__TIMESTAMP__=\"redacted\"",
        "-Werror=return-type",
    ],
    cpp = [
        "-std=c++23",
        "-nostdinc++",
        "-fno-exceptions",
        "-fno-rtti",
    ],
    debug = ["-O0"],
    optimized = ["-O2"],
    link = [
        "-no-canonical-prefixes",
        "-resource-dir=" + _RESOURCE,
        "-fuse-ld=lld",
        "-Wl,--gc-sections",
        "-Wl,--fatal-warnings",
    ],
)

HOST = struct(
    target = "x86_64-unknown-linux-gnu",
    hardened = False,
    libc = "glibc",
    compile = [
        "--target=x86_64-unknown-linux-gnu",
        "--sysroot=" + _ROOT,
        "-gline-tables-only",
        "-fno-pie",
    ],
    cpp = [
        "-isystem",
        _LIBCXX_HEADERS,
        "-D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_FAST",
    ],
    link = [
        "--target=x86_64-unknown-linux-gnu",
        "--sysroot=" + _ROOT,
        "-rtlib=compiler-rt",
        "-unwindlib=none",
        "-L" + _LLVM + "/lib",
        "-l:libc++.a",
        "-l:libc++abi.a",
        "-l:libunwind.a",
        "-lm",
    ],
    include_directories = ["%workspace%/" + directory for directory in [
        _LIBCXX_HEADERS,
        _RESOURCE + "/include",
        # Lists of what the sanitizers leave alone.
        _RESOURCE + "/share",
        _SANITIZERS,
        _ROOT + "/usr/include",
    ]] + _PRECOMPILED_INPUTS,
)

_IMAGE_SHAPE = [
    # Most of an image runs once or seldom; what is called often is inlined by force.
    "-mllvm",
    "-inline-threshold=100",
    "-fno-unroll-loops",
    # Functions begin at multiples of 8, as do the marks before them that calls through pointers are
    # checked by: 16 would leave a twentieth of the code to padding.
    "-mllvm",
    "-align-all-functions=3",
]

# For code of the hosted kernel that is to be what the image has, instruction by instruction.
IMAGE_CODE = ["-mno-red-zone"] + _IMAGE_SHAPE

UEFI = struct(
    target = "x86_64-unknown-none-elf",
    hardened = True,
    libc = "none",
    compile = [
        "--target=x86_64-unknown-none-elf",
        "-g",
        "-fpie",
        "-fvisibility=hidden",
        "-ffreestanding",
        "-nostdlibinc",
        "-mno-red-zone",
        "-mno-sse",
        "-mno-mmx",
        "-msoft-float",
        "-mlong-double-64",
        "-fno-asynchronous-unwind-tables",
        "-fno-unwind-tables",
        "-fno-threadsafe-statics",
    ] + _IMAGE_SHAPE + [
        "-D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_FAST",
    ],
    cpp = [
        # Our libc++ configuration shadows the packaged one; the C headers that libc++ wants
        # come after it.
        "-isystem",
        _FREESTANDING + "/config",
        "-isystem",
        _LIBCXX_HEADERS,
        "-isystem",
        _FREESTANDING + "/c",
    ],
    link = [
        # For bare metal the driver would hand the link to the host's gcc; for Linux it calls
        # lld. The output depends on neither.
        "--target=x86_64-unknown-linux-gnu",
        "--sysroot=" + _ROOT,
        "-nostdlib",
        "-static-pie",
        "-Wl,--no-eh-frame-hdr",
        "-Wl,--entry=efi_main",
        "-Wl,-z,max-page-size=4096",
        # The image starts after the page of its PE headers, every segment on a page of its own.
        "-Wl,--image-base=0x1000",
        "-Wl,-z,separate-loadable-segments",
        # Relocations lie in a segment and so in the image: as a bitmap, not 24 bytes for each.
        "-Wl,--pack-dyn-relocs=relr",
        "-Wl,-z,norelro",
        "-Wl,-z,text",
        "-Wl,-z,noexecstack",
        "-Wl,--build-id=none",
        # Ends of strings that others are, and bodies of functions whose address nobody takes, once.
        "-Wl,-O2",
        "-Wl,--icf=safe",
    ],
    include_directories = ["%workspace%/" + directory for directory in [
        _FREESTANDING,
        _LIBCXX_HEADERS,
        _RESOURCE + "/include",
    ]] + _PRECOMPILED_INPUTS,
)

# Every header a target includes must belong to a direct dependency of it, and be no private one.
LAYERING_CHECK = [
    "-fmodules-strict-decluse",
    "-Wprivate-header",
]

# How host programs are linked: on their own, or, since the runtime of AddressSanitizer replaces
# functions of the C library as the program starts, with the pinned C library and its loader, which
# lie below `location` on this machine. No other directory is searched for libraries.
STATIC_LINK = ["-static"]

def pinned_loader_link(location):
    directories = [location + "/root" + below for below in [
        "/lib/x86_64-linux-gnu",
        "/usr/lib/x86_64-linux-gnu",
    ]]
    return [
        "-no-pie",
        # The libraries below are named one by one.
        "-nostdlib++",
        "-Wl,--dynamic-linker=" + location + "/root/lib64/ld-linux-x86-64.so.2",
        "-Wl,-rpath," + ":".join(directories),
        "-Wl,--disable-new-dtags",
        "-Wl,-z,nodefaultlib",
    ]

ASAN = ["-fsanitize=address"]

ASAN_COMPILE = [
    "-fsanitize-address-use-after-scope",
    "-fsanitize-address-use-after-return=always",
]

# A step of an engine cannot have a frame whose size is not known: the convention that steps call one
# another by leaves no register to find it with.
ASAN_TAIL_CALLS = [
    "-mllvm",
    "-asan-stack-dynamic-alloca=0",
]

TSAN = ["-fsanitize=thread"]

UBSAN = [
    "-fsanitize=undefined",
    "-fsanitize=float-divide-by-zero",
    "-fsanitize=implicit-conversion",
    "-fsanitize=local-bounds",
    "-fsanitize=nullability",
    "-fno-sanitize-recover=all",
    "-fsanitize-ignorelist=" + _SANITIZERS + "/ignore.txt",
]

COVERAGE = struct(
    compile = [
        "-fprofile-instr-generate",
        "-fcoverage-mapping",
        # Lets counters lie in the profile's file: see tools/coverage/continuous.sh.
        "-mllvm",
        "-runtime-counter-relocation",
    ],
    link = ["-fprofile-instr-generate"],
)

# Calls the functions of //tests/fuzz:coverage.
FUZZ_COVERAGE = ["-fsanitize-coverage=inline-8bit-counters,trace-cmp"]

# For our own code, on both platforms; see docs/safe-subset.md.
STRICT_WARNINGS = [
    "-Werror",
    "-Wall",
    "-Wextra",
    "-Wassign-enum",
    "-Wcast-align",
    "-Wcast-function-type",
    "-Wcast-qual",
    "-Wcomma",
    "-Wconditional-uninitialized",
    "-Wconsumed",
    "-Wconversion",
    "-Wcovered-switch-default",
    "-Wdangling",
    "-Wdocumentation",
    "-Wdouble-promotion",
    "-Wduplicate-enum",
    "-Wextra-semi",
    "-Wextra-semi-stmt",
    "-Wfloat-equal",
    "-Wformat=2",
    "-Wheader-hygiene",
    "-Wimplicit-fallthrough",
    "-Winconsistent-missing-destructor-override",
    "-Wloop-analysis",
    "-Wmissing-declarations",
    "-Wmissing-noreturn",
    "-Wmissing-prototypes",
    "-Wmissing-variable-declarations",
    "-Wnewline-eof",
    "-Wnon-virtual-dtor",
    "-Wold-style-cast",
    "-Wover-aligned",
    "-Wshadow-all",
    "-Wsign-conversion",
    "-Wstring-conversion",
    "-Wsuggest-override",
    "-Wswitch-enum",
    "-Wtautological-compare",
    "-Wthread-safety",
    "-Wthread-safety-beta",
    "-Wthread-safety-reference-return",
    "-Wundef",
    "-Wundefined-func-template",
    "-Wundefined-reinterpret-cast",
    "-Wunreachable-code-aggressive",
    "-Wunused-member-function",
    "-Wunused-template",
    "-Wvla",
    "-Wzero-as-null-pointer-constant",
]

# The same for pointers. Looking for them takes a third of the time of a compilation, however little
# of it is ours, so for tests it is done once for all of them, by //tests/safe_subset.
BUFFER_WARNINGS = [
    "-Wunsafe-buffer-usage",
    "-Wunsafe-buffer-usage-in-container",
]

# For code that goes on by tail calls, where a frame would cost as much as what is done, and what is
# stored in eights has to be loaded in eights.
TAIL_CALLS = [
    "-fomit-frame-pointer",
    "-mno-implicit-float",
]

# For sources that read a pinned file while they are compiled (`#embed`, of C23) and make of it what
# the kernel has, which takes more steps than the compiler grants unasked.
EMBEDDED_FONT = [
    "--embed-dir=external/spleen/root/usr/share/fonts/X11/misc",
    "-Wno-c23-extensions",
    "-fconstexpr-steps=50000000",
]

# What the kernel is compiled with so that a mistake stops it instead of going on, each a feature
# of its own; docs/safe-subset.md has what each costs. `--features=-NAME` turns one off.
HARDENING = {
    "automatic_initialization": [
        "-ftrivial-auto-var-init=zero",
    ],
    "stack_protector": [
        "-fstack-protector-strong",
        "-mstack-protector-guard=global",
    ],
    # Left out is what looks at each access through a pointer or reference: that costs the Forth
    # engine half of its speed, the null page is unmapped anyway, and pointers are made in the fence
    # alone. The tests have it, under the sanitizers.
    "undefined_behaviour_traps": [
        "-fsanitize=undefined",
        "-fno-sanitize=alignment,function,null,object-size,pointer-overflow",
        "-fsanitize-trap=undefined",
    ],
    "bounds_traps": [
        "-fsanitize=local-bounds",
        "-fsanitize-trap=local-bounds",
    ],
    "control_flow_integrity": [
        "-fsanitize=kcfi",
    ],
}
