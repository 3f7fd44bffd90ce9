#pragma once

#include <cstdint>
#include <span>

#include "src/capabilities/capability_node.h"

namespace starkernel::capabilities {

/// Rings of nodes, linked both ways by `Next` and `Previous`. A ring is known by any one of its
/// nodes, its head; kNoNode is the empty ring. Each operation takes a few stores.
template <std::uint32_t CapabilityNode::* Next, std::uint32_t CapabilityNode::* Previous>
class NodeRing {
 public:
  /// Puts `node`, which is in no ring, in front of the head, and makes it the head.
  static void Insert(std::span<CapabilityNode> nodes, std::uint32_t& head, std::uint32_t node) {
    nodes[node].*Next = node;
    nodes[node].*Previous = node;
    Join(nodes, head, node);
    head = node;
  }

  /// Takes `node` out of its ring; `head` is that ring's, or another's.
  static void Remove(std::span<CapabilityNode> nodes, std::uint32_t& head, std::uint32_t node) {
    const std::uint32_t next = nodes[node].*Next;
    const std::uint32_t previous = nodes[node].*Previous;
    nodes[previous].*Next = next;
    nodes[next].*Previous = previous;
    if (head == node) {
      head = next == node ? kNoNode : next;
    }
  }

  /// Makes one ring of two; `other` is the head of the one that is taken in, not empty.
  static void Join(std::span<CapabilityNode> nodes, std::uint32_t& head, std::uint32_t other) {
    if (head == kNoNode) {
      head = other;
      return;
    }
    const std::uint32_t last = nodes[head].*Previous;
    const std::uint32_t other_last = nodes[other].*Previous;
    nodes[last].*Next = other;
    nodes[other].*Previous = last;
    nodes[other_last].*Next = head;
    nodes[head].*Previous = other_last;
  }
};

/// Those derived from one capability.
using SiblingRing = NodeRing<&CapabilityNode::next_sibling, &CapabilityNode::previous_sibling>;
/// A holder and what it holds.
using HeldRing = NodeRing<&CapabilityNode::next_held, &CapabilityNode::previous_held>;

}  // namespace starkernel::capabilities
