#pragma once

#include <string_view>

#include "src/forthvm/vm_state.h"

/// Definitions from their beginning to their end. Only quotations nest.
namespace starkernel::forthvm {

/// Begins a colon definition that can be found once it is finished. Throws like CreateWord.
Status BeginDefinition(VmState& vm, std::string_view name);

/// Begins a colon definition without a name.
Status BeginAnonymousDefinition(VmState& vm);

/// Makes the open definition usable. Throws -22 if a control structure or a quotation is
/// unfinished.
Status FinishDefinition(VmState& vm);

/// Makes the open definition usable and no other, though newer words may be there: for words that
/// come with the VM instance, in which there are no quotations. Throws -22 if a control structure
/// is unfinished.
Status FinishSystemDefinition(VmState& vm);

/// Begins a definition without a name inside the open one, if there is one. Throws -29 when
/// kMaximumNesting are open.
Status BeginQuotation(VmState& vm);

/// Finishes the quotation and leaves its token on the stack, or compiles it as a literal into
/// the definition around it. Throws -22 outside a quotation and with an unfinished structure.
Status FinishQuotation(VmState& vm);

/// Forgets the open definitions, if there are any, and everything that they compiled.
void AbandonDefinition(VmState& vm);

}  // namespace starkernel::forthvm
