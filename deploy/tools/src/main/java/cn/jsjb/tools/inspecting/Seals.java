package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.seal.KeyChange;
import cn.jsjb.seal.SealBook;
import cn.jsjb.seal.SealBook.Heard;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "seals", description = "Lists the newest checkpoint of each partition; checks each note's signature and that it follows from the one before it.",
    footer = {"", "Whether the log still is what was sealed: deploy/inspect verify."})
final class Seals implements Callable<Integer> {
  @Mixin private Source source;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Override public Integer call() {
    VerifierKey key = source.sealKey();
    if (key == null) {
      throw new Trouble("There is no public key of seals here; name a file with --key (GET /api/seals/key gives it).");
    }
    try (Reading reading = source.open()) {
      SealBook book = new SealBook(key, KeyChange.among(reading::seals));
      Map<Integer, SealBook.Sealed> newest = new TreeMap<>();
      List<String> wrong = new ArrayList<>();
      long[] held = {0};
      reading.seals(note -> {
        switch (book.take(note)) {
          case Heard.Taken(SealBook.Sealed sealed) -> {
            held[0]++;
            newest.put(sealed.checkpoint().partition(), sealed);
          }
          case Heard.Wrong(String origin, String sentence) -> wrong.add(sentence);
          case Heard.Noted noted -> { }
          case Heard.Changed changed -> { }
          case Heard.Repeated repeated -> { }
        }
      });
      System.out.println(json ? json(reading, newest, wrong, held[0]) : text(reading, newest, wrong, held[0]));
      return wrong.isEmpty() ? 0 : 1;
    }
  }

  private static String text(Reading reading, Map<Integer, SealBook.Sealed> newest, List<String> wrong, long held) {
    StringBuilder text = new StringBuilder("%s: %,d checkpoints hold%n".formatted(reading.description(), held));
    newest.forEach((partition, sealed) -> text.append("  %3d  %,12d records  up to offset %,12d  %s%n".formatted(partition, sealed.checkpoint().size(), sealed.nextOffset() - 1,
        HexFormat.of().formatHex(sealed.checkpoint().root()))));
    wrong.forEach(sentence -> text.append("  WRONG %s%n".formatted(sentence)));
    return text.append(wrong.isEmpty() ? "Every checkpoint is signed and follows from the one before it." : "NOT CLEAN: %,d notes are wrong.".formatted(wrong.size())).toString();
  }

  private static String json(Reading reading, Map<Integer, SealBook.Sealed> newest, List<String> wrong, long held) {
    ObjectNode node = EventTypes.JSON.createObjectNode().put("source", reading.description()).put("clean", wrong.isEmpty()).put("checkpoints", held);
    ArrayNode partitions = node.putArray("partitions");
    newest.forEach((partition, sealed) -> partitions.addObject().put("partition", partition).put("size", sealed.checkpoint().size()).put("nextOffset", sealed.nextOffset())
        .put("root", HexFormat.of().formatHex(sealed.checkpoint().root())));
    wrong.forEach(node.putArray("wrong")::add);
    return node.toString();
  }
}
