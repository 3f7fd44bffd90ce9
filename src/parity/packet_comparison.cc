#include "src/parity/packet_comparison.h"

#include <algorithm>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::parity {
namespace {

constexpr std::string_view kPrefix = "PARITY:";

/// Takes what comes before the first `end` off the text, and the end with it.
std::string_view TakeUntil(std::string_view& text, char end) {
  const std::string_view taken = text.substr(0, text.find(end));
  text.remove_prefix(std::min(text.size(), taken.size() + 1));
  return taken;
}

/// A packet's line behind the prefix.
struct Packet {
  std::string_view name;
  std::string_view fields;
};

/// Takes lines off the text up to and including the next packet; without a name if there is none.
Packet TakePacket(std::string_view& text) {
  while (!text.empty()) {
    std::string_view line = TakeUntil(text, '\n');
    if (line.starts_with(kPrefix)) {
      line.remove_prefix(kPrefix.size());
      const std::string_view name = TakeUntil(line, ' ');
      return {.name = name, .fields = line};
    }
  }
  return {};
}

Packet FindPacket(std::string_view text, std::string_view name) {
  Packet packet = TakePacket(text);
  while (!packet.name.empty() && packet.name != name) {
    packet = TakePacket(text);
  }
  return packet;
}

/// Names the values that are not the same, one field after the other.
void WriteDifferences(Packet one, Packet other, TextWriter& writer) {
  writer.Text("PARITY:MISMATCH ").Text(one.name);
  std::string_view separator = ": ";
  while (!one.fields.empty() || !other.fields.empty()) {
    std::string_view value = TakeUntil(one.fields, ' ');
    std::string_view other_value = TakeUntil(other.fields, ' ');
    if (value == other_value) {
      continue;
    }
    const std::string_view key = TakeUntil(value, '=');
    writer.Text(separator).Text(key).Text(" is ").Text(value).Text(" and ");
    if (TakeUntil(other_value, '=') != key) {
      other_value = "missing";
    }
    writer.Text(other_value);
    separator = ", ";
  }
  writer.Line();
}

/// Writes about each packet of `one` that `other` has not, or not so; gives whether there was none.
bool CompareAll(std::string_view one, std::string_view other, TextWriter& writer) {
  bool match = true;
  for (Packet packet = TakePacket(one); !packet.name.empty(); packet = TakePacket(one)) {
    const Packet counterpart = FindPacket(other, packet.name);
    if (counterpart.name.empty()) {
      writer.Text("PARITY:MISMATCH ").Text(packet.name).Text(": only the first has it\n");
    } else if (counterpart.fields != packet.fields) {
      WriteDifferences(packet, counterpart, writer);
    } else {
      continue;
    }
    match = false;
  }
  return match;
}

/// The same for packets that `one` has not at all.
bool AreAllIn(std::string_view one, std::string_view other, TextWriter& writer) {
  bool match = true;
  for (Packet packet = TakePacket(other); !packet.name.empty(); packet = TakePacket(other)) {
    if (FindPacket(one, packet.name).name.empty()) {
      writer.Text("PARITY:MISMATCH ").Text(packet.name).Text(": only the second has it\n");
      match = false;
    }
  }
  return match;
}

}  // namespace

bool ComparePackets(std::string_view one, std::string_view other, TextWriter::Sink& sink) {
  TextWriter writer(sink);
  const bool same = CompareAll(one, other, writer);
  const bool complete = AreAllIn(one, other, writer);
  if (!same || !complete) {
    return false;
  }
  if (TakePacket(one).name.empty()) {
    writer.Text("PARITY:MISMATCH there are no packets\n");
    return false;
  }
  writer.Text("PARITY:MATCH\n");
  return true;
}

}  // namespace starkernel::parity
