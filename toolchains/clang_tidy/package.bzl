"""The C++ of one package, for clang-tidy."""

load("//platforms:transition.bzl", "uefi_transition")
load(":unit.bzl", "TidyUnitInfo", "tidy_unit")

TidyPackageInfo = provider(
    doc = "What clang-tidy has to analyse in a package.",
    fields = {
        "bare_metal": "list of TidyUnitInfo: what runs on bare metal alone.",
        "hosted": "list of TidyUnitInfo: all else, as it is on the host.",
    },
)

_NAME = "tidied_package"
_BARE_METAL = "//platforms:uefi"

def _tidied_package_impl(ctx):
    return [TidyPackageInfo(
        bare_metal = [target[TidyUnitInfo] for target in ctx.attr.bare_metal],
        hosted = [target[TidyUnitInfo] for target in ctx.attr.hosted],
    )]

_tidied_package = rule(
    implementation = _tidied_package_impl,
    attrs = {
        "bare_metal": attr.label_list(aspects = [tidy_unit], cfg = uefi_transition),
        "hosted": attr.label_list(aspects = [tidy_unit]),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    doc = "Gathers C++ targets. Code that both machines run is analysed as it is on the host.",
)

def _require_built():
    """Fails for sources that no target has: neither the compiler nor clang-tidy would see them."""
    listed = {}
    for attributes in native.existing_rules().values():
        for attribute in ["hdrs", "srcs", "textual_hdrs"]:
            for source in attributes.get(attribute) or []:
                listed[source.split(":")[-1]] = True

    # In the root `**` would find what lies in folders of no package, which is nobody's.
    anywhere = "**/*." if native.package_name() else "*."
    for source in native.glob([anywhere + kind for kind in ["cc", "h"]], allow_empty = True):
        if source not in listed:
            fail("//{}: no target has {}".format(native.package_name(), source))

def tidied_package():
    """Hands every C++ target of the BUILD file to clang-tidy. Stands at the file's end."""
    _require_built()
    hosted = []
    bare_metal = []
    for name, attributes in native.existing_rules().items():
        if attributes["kind"] not in ["cc_binary", "cc_library", "cc_test"] or \
           "snippets" in attributes["tags"]:
            continue
        if "strict_warnings" not in attributes["features"]:
            fail("//{}:{} is not made by a macro of //toolchains:cc.bzl".format(
                native.package_name(),
                name,
            ))
        if _BARE_METAL in (attributes.get("target_compatible_with") or []):
            bare_metal.append(":" + name)
        else:
            hosted.append(":" + name)
    _tidied_package(
        name = _NAME,
        testonly = True,
        bare_metal = sorted(bare_metal),
        hosted = sorted(hosted),
        visibility = ["//tests/safe_subset:__pkg__"],
    )

def require_tidied_package(name):
    """Fails for a target that clang-tidy would not see.

    Args:
      name: a C++ target that is about to be made.
    """
    if native.existing_rule(_NAME):
        fail("//{}:{} has to stand before tidied_package()".format(native.package_name(), name))
