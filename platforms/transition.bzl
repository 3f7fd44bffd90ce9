"""The step from whatever is being built to bare metal."""

def _uefi_transition_impl(_settings, _attr):
    return {"//command_line_option:platforms": "//platforms:uefi_x86_64"}

# Builds a dependency for `//platforms:uefi_x86_64`, so that no flag is ever needed.
uefi_transition = transition(
    implementation = _uefi_transition_impl,
    inputs = [],
    outputs = ["//command_line_option:platforms"],
)
