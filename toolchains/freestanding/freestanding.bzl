"""The headers that turn the packaged libc++ into a freestanding one."""

def _freestanding_headers_impl(ctx):
    source = ctx.path(ctx.attr._marker).dirname
    ctx.symlink(source.get_child("config"), "include/config")
    ctx.symlink(source.get_child("c"), "include/c")
    llvm = ctx.path(Label("@llvm//:BUILD.bazel")).dirname
    result = ctx.execute([
        "sh",
        ctx.path(ctx.attr._module_map),
        ".",
        "include/config",
        "include/c",
        "../llvm/root/usr/lib/llvm-19/include/c++/v1",
        "../llvm/root/usr/lib/llvm-19/lib/clang/19/include",
    ])
    if result.return_code != 0:
        fail("module map of the freestanding headers, with " + str(llvm) + ": " + result.stderr)
    ctx.file("WORKSPACE", "workspace(name = \"{}\")\n".format(ctx.name))
    ctx.file("BUILD.bazel", """package(default_visibility = ["@llvm//:__subpackages__"])

exports_files(["system.modulemap"])

filegroup(
    name = "headers",
    srcs = glob(["include/**"]),
)
""")

freestanding_headers = repository_rule(
    implementation = _freestanding_headers_impl,
    attrs = {
        "_marker": attr.label(default = "//toolchains/freestanding:BUILD.bazel"),
        "_module_map": attr.label(default = "//toolchains/packages:module_map.sh"),
    },
    doc = "Headers for libc++ without an operating system, and the module map that names them.",
)
