package cn.jsjb.intake.open311;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.attaching.Bringing;
import cn.jsjb.intake.receiving.Body;
import cn.jsjb.intake.receiving.NewComplaint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** What a client posts: the fields of a form and, where it came in parts, the files with it. Nothing is made of them before it is known who posts. */
record Posting(Form form, List<Upload> files) {
  private static final int FIELDS = 200;

  record Upload(String name, byte[] content) {}

  static Posting of(Body body) { return new Posting(Form.of(body == null ? null : body.bytes()), List.of()); }

  /** A part with a file name is a picture, whatever its field is called: clients call it media, photo1 and so on. */
  static Posting of(MultipartFormDataInput parts) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<Upload> files = new ArrayList<>();
    if (parts.getValues().size() > FIELDS) {
      throw Fault.of(Reason.MALFORMED, "multipart/form-data");
    }
    parts.getValues().forEach((name, values) -> {
      for (FormValue value : values) {
        if (!value.isFileItem()) {
          fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value.getValue());
        } else if (size(value) > 0) {
          // An empty file field is a form that was sent without a picture.
          files.add(new Upload(value.getFileName(), content(value)));
        }
      }
    });
    return new Posting(new Form(fields), List.copyOf(files));
  }

  private static long size(FormValue value) {
    try {
      return value.getFileItem().getFileSize();
    } catch (IOException e) {
      throw new UncheckedIOException("a part that cannot be read", e);
    }
  }

  private static byte[] content(FormValue value) {
    try {
      if (size(value) > Catalogue.get().attachments().largestBytes()) {
        throw Fault.of(Reason.TOO_LARGE, Catalogue.get().attachments().largestBytes() / (1 << 20) + " MB");
      }
      return value.getFileItem().isInMemory() ? value.getFileItem().getInputStream().readAllBytes() : Files.readAllBytes(value.getFileItem().getFile());
    } catch (IOException e) {
      throw new UncheckedIOException("a part that cannot be read", e);
    }
  }

  /** Cleaned and not kept yet. */
  List<Bringing.Brought> pictures(Bringing bringing) { return files.stream().map(file -> bringing.clean(file.content, file.name)).toList(); }

  /** As a request names them. */
  static List<NewComplaint.Enclosure> enclosures(List<Bringing.Brought> pictures) {
    return pictures.stream().map(Bringing.Brought::attachment).map(a -> new NewComplaint.Enclosure(a.name(), a.mediaType(), a.size(), a.sha256())).toList();
  }
}
