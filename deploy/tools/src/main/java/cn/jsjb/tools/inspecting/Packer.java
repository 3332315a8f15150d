package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.packing.Pack;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes an evidence pack: has the complaint sealed where it is not, records who takes it out and why, and only then writes. */
final class Packer {
  private final Source source;
  private final VerifierKey key;
  private final String by;
  private final String reason;
  private final boolean withoutAttachments;
  private final boolean json;
  private final Supervision supervision;
  private final Attached attached;

  Packer(Source source, VerifierKey key, String by, String reason, boolean withoutAttachments, boolean json) {
    this.source = source;
    this.key = key;
    this.by = by;
    this.reason = reason;
    this.withoutAttachments = withoutAttachments;
    this.json = json;
    this.supervision = new Supervision(source.installation(), by);
    this.attached = new Attached(source.installation(), by, reason);
  }

  int write(String idOrNumber, Path to) {
    byte[] pack;
    String id;
    try (Reading reading = source.open()) {
      id = Ticket.idOf(idOrNumber, reading);
      // What leaves a living house is a fact first. A stopped copy has nobody to tell.
      if (!source.isFile() && !supervision.record(id, by, reason)) {
        throw new Trouble("The export could not be recorded: supervision-service does not answer at %s, or does not know %s. No pack is written.",
            source.installation().addresses().of(ServiceName.SUPERVISION), id);
      }
      pack = packed(reading, id);
    } catch (Packing.NotSealedYet unsealed) {
      if (source.isFile() || !supervision.seal()) {
        throw new Trouble(unsealed, "%s", unsealed.getMessage());
      }
      // Opened anew: the seals of a moment ago are behind the end that was captured.
      try (Reading again = source.open()) {
        id = Ticket.idOf(idOrNumber, again);
        pack = packed(again, id);
      } catch (Packing.NotSealedYet still) {
        throw new Trouble(still, "%s", still.getMessage());
      }
    }
    try {
      Path unfinished = to.toAbsolutePath().resolveSibling(to.getFileName() + ".unfinished");
      Files.write(unfinished, pack);
      Files.move(unfinished, to.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      throw new Trouble(refused, "%s could not be written: %s", to, refused.getMessage());
    }
    if (json) {
      System.out.println(EventTypes.JSON.createObjectNode().put("file", to.toString()).put("complaintId", id).put("bytes", pack.length).put("sha256", Pack.sha256(pack)));
    } else {
      System.out.printf("The evidence pack of %s is in %s (%,d bytes, SHA-256 %s).%n", id, to, pack.length, Pack.sha256(pack));
    }
    attached.missing().forEach(sentence -> System.err.println("  " + sentence));
    return 0;
  }

  private byte[] packed(Reading reading, String id) {
    return Packing.pack(reading, new Pack.About(source.log(), id, by, reason), key, a -> withoutAttachments ? null : attached.content(id, a));
  }
}
