"""The cc_toolchain_config of both compilers: host Linux and bare-metal x86_64."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load(
    "@bazel_tools//tools/cpp:cc_toolchain_config_lib.bzl",
    "feature",
    "feature_set",
    "flag_group",
    "flag_set",
    "tool_path",
    "with_feature_set",
)
load(
    "//toolchains/cc:flags.bzl",
    "ASAN",
    "ASAN_COMPILE",
    "ASAN_TAIL_CALLS",
    "BUFFER_WARNINGS",
    "COMMON",
    "COVERAGE",
    "EMBEDDED_FONT",
    "TAIL_CALLS",
    "FUZZ_COVERAGE",
    "HARDENING",
    "HOST",
    "IMAGE_CODE",
    "LAYERING_CHECK",
    "STATIC_LINK",
    "STRICT_WARNINGS",
    "TSAN",
    "UBSAN",
    "UEFI",
    "pinned_loader_link",
)

_CPP_COMPILE = [
    ACTION_NAMES.cpp_compile,
    ACTION_NAMES.cpp_header_parsing,
    ACTION_NAMES.cpp_module_compile,
    ACTION_NAMES.cpp_module_codegen,
    ACTION_NAMES.linkstamp_compile,
]

_COMPILE = _CPP_COMPILE + [
    ACTION_NAMES.assemble,
    ACTION_NAMES.preprocess_assemble,
    ACTION_NAMES.c_compile,
]

_LINK = [
    ACTION_NAMES.cpp_link_executable,
    ACTION_NAMES.cpp_link_dynamic_library,
    ACTION_NAMES.cpp_link_nodeps_dynamic_library,
]

_TOOLS = {
    "ar": "llvm-ar",
    "cpp": "clang++",
    "gcc": "clang",
    "gcov": "llvm-profdata",
    "ld": "ld.lld",
    "llvm-cov": "llvm-cov",
    "nm": "llvm-nm",
    "objcopy": "llvm-objcopy",
    "objdump": "llvm-objdump",
    "strip": "llvm-strip",
}

def _flags(actions, flags, features = [], not_features = []):
    conditions = [with_feature_set(features = features, not_features = not_features)]
    return flag_set(
        actions = actions,
        flag_groups = [flag_group(flags = flags)],
        with_features = conditions if features or not_features else [],
    )

def _default_flags_feature(platform):
    return feature(
        name = "default_flags",
        enabled = True,
        flag_sets = [
            _flags(_COMPILE, COMMON.compile + platform.compile),
            _flags(_CPP_COMPILE, COMMON.cpp + platform.cpp),
            _flags(_COMPILE, COMMON.debug, features = ["dbg"]),
            _flags(_COMPILE, COMMON.optimized, not_features = ["dbg"]),
            _flags(_LINK, COMMON.link + platform.link),
        ],
    )

def _header_parsing_feature():
    """A header is compiled on its own, as a source file that yields an empty object."""
    return feature(
        name = "parse_headers",
        flag_sets = [_flags(
            [ACTION_NAMES.cpp_header_parsing],
            ["-x", "c++", "-c", "-Wno-pragma-once-outside-header"],
        )],
    )

def _use_module_maps_feature():
    return feature(
        name = "use_module_maps",
        requires = [feature_set(features = ["module_maps"])],
        flag_sets = [flag_set(
            actions = _CPP_COMPILE,
            flag_groups = [flag_group(
                flags = [
                    "-fmodule-name=%{module_name}",
                    "-fmodule-map-file=%{module_map_file}",
                ],
            )],
        )],
    )

def _layering_check_feature():
    return feature(
        name = "layering_check",
        implies = ["use_module_maps"],
        flag_sets = [flag_set(
            actions = _CPP_COMPILE,
            flag_groups = [
                flag_group(flags = LAYERING_CHECK),
                flag_group(
                    flags = ["-fmodule-map-file=%{dependent_module_map_files}"],
                    iterate_over = "dependent_module_map_files",
                ),
            ],
        )],
    )

def _hardening_features(platform):
    return [
        feature(
            name = name,
            enabled = platform.hardened,
            flag_sets = [_flags(_CPP_COMPILE, HARDENING[name])],
        )
        for name in HARDENING
    ]

def _sanitizer_features(location):
    """ASan, UBSan and TSan, for the host alone: on bare metal there is no runtime for them."""
    return [
        feature(
            name = "static_link",
            enabled = True,
            flag_sets = [_flags(_LINK, STATIC_LINK, not_features = ["sanitized"])],
        ),
        # Line numbers for reports, and code that is neither slow to run nor slow to build.
        feature(
            name = "sanitized",
            flag_sets = [
                _flags(_COMPILE, ["-gline-tables-only"]),
                _flags(_COMPILE, ["-O1"], not_features = ["test_build"]),
                _flags(_LINK, pinned_loader_link(location)),
            ],
        ),
        feature(
            name = "asan",
            implies = ["sanitized"],
            flag_sets = [
                _flags(_COMPILE, ASAN + ASAN_COMPILE),
                _flags(_COMPILE, ASAN_TAIL_CALLS, features = ["tail_calls"]),
                _flags(_LINK, ASAN),
            ],
        ),
        feature(
            name = "ubsan",
            implies = ["sanitized"],
            flag_sets = [
                _flags(_COMPILE, UBSAN),
                _flags(_LINK, UBSAN),
            ],
        ),
        feature(
            name = "tsan",
            implies = ["sanitized"],
            flag_sets = [
                _flags(_COMPILE, TSAN),
                _flags(_LINK, TSAN),
            ],
        ),
    ]

def _coverage_features(platform):
    """What `bazel coverage` asks for. The kernel's image is not instrumented."""
    return [
        feature(name = "coverage"),
        feature(
            name = "llvm_coverage_map_format",
            flag_sets = [
                _flags(_COMPILE, COVERAGE.compile),
                _flags(_COMPILE, ["-O1"], not_features = ["test_build"]),
                _flags(_LINK, COVERAGE.link),
            ] if platform == HOST else [],
        ),
    ]

def _fuzz_features(platform):
    """What fuzz tests learn from (//toolchains:fuzz.bzl)."""
    return [feature(
        name = "fuzz_coverage",
        flag_sets = [_flags(_COMPILE, FUZZ_COVERAGE)] if platform == HOST else [],
    )]

def _features(platform):
    return [
        feature(name = "dbg"),
        feature(name = "fastbuild"),
        feature(name = "opt"),
        feature(name = "module_maps", enabled = True),
        _default_flags_feature(platform),
        _use_module_maps_feature(),
        _layering_check_feature(),
        _header_parsing_feature(),
        feature(
            name = "quick_build",
            flag_sets = [_flags(_COMPILE, ["-O1", "-g0"], not_features = ["dbg"])],
        ),
        feature(
            name = "test_build",
            flag_sets = [_flags(_COMPILE, ["-O0", "-g0"])],
        ),
        feature(
            name = "strict_warnings",
            flag_sets = [_flags(_CPP_COMPILE, STRICT_WARNINGS)],
        ),
        feature(
            name = "buffer_warnings",
            # A header is looked at with the sources that include it.
            flag_sets = [_flags([ACTION_NAMES.cpp_compile], BUFFER_WARNINGS)],
        ),
        feature(
            name = "tail_calls",
            flag_sets = [_flags(_CPP_COMPILE, TAIL_CALLS)],
        ),
        feature(
            name = "image_code",
            flag_sets = [_flags(_CPP_COMPILE, IMAGE_CODE)] if platform == HOST else [],
        ),
        feature(
            name = "embedded_font",
            flag_sets = [_flags(_CPP_COMPILE, EMBEDDED_FONT)],
        ),
    ] + _hardening_features(platform)

def _impl(ctx):
    platform = {"host": HOST, "uefi_x86_64": UEFI}[ctx.attr.platform]
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        toolchain_identifier = ctx.attr.platform,
        host_system_name = "x86_64-linux",
        target_system_name = platform.target,
        target_cpu = "k8",
        target_libc = platform.libc,
        compiler = "clang",
        abi_version = "sysv",
        abi_libc_version = platform.libc,
        cxx_builtin_include_directories = platform.include_directories,
        features = _features(platform) + _coverage_features(platform) + _fuzz_features(platform) +
                   (_sanitizer_features(ctx.attr.location) if platform == HOST else []),
        tool_paths = [tool_path(name = name, path = "bin/" + _TOOLS[name]) for name in _TOOLS],
    )

starkernel_cc_toolchain_config = rule(
    implementation = _impl,
    attrs = {
        "location": attr.string(
            doc = "The directory of the packages, for programs that are not linked statically.",
        ),
        "platform": attr.string(mandatory = True, values = ["host", "uefi_x86_64"]),
    },
    provides = [CcToolchainConfigInfo],
)
