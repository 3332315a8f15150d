package cn.jsjb.intake.attaching;

import cn.jsjb.catalogue.AttachmentRules;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.jpeg.iptc.JpegIptcRewriter;
import org.apache.commons.imaging.formats.jpeg.xmp.JpegXmpRewriter;
import org.apache.tika.Tika;

/**
 * What an attachment is, by its content and not by its name, and what a picture tells beside itself (place, camera, time, owner)
 * taken off. The pixels are not touched. Pure.
 */
final class Cleaning {
  private static final Tika BY_CONTENT = new Tika();
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  /** Pieces of a PNG that say something about its making and nothing about its looks. */
  private static final Set<String> TALKATIVE = Set.of("eXIf", "tEXt", "zTXt", "iTXt", "tIME");

  sealed interface Result {}

  record Clean(byte[] content, String mediaType) implements Result {}

  record Refused(Refusal refusal) implements Result {}

  private Cleaning() {}

  static Result clean(byte[] content, AttachmentRules rules) {
    if (content.length > rules.largestBytes()) {
      return new Refused(new Refusal(Reason.TOO_LARGE, rules.largestBytes() / (1 << 20) + " MB"));
    }
    if (content.length == 0) {
      return new Refused(new Refusal(Reason.FIELD_MISSING, "file"));
    }
    String type = BY_CONTENT.detect(content);
    if (!rules.types().contains(type)) {
      return new Refused(new Refusal(Reason.ATTACHMENT_TYPE, type));
    }
    try {
      return new Clean(switch (type) {
        case "image/jpeg" -> jpeg(content);
        case "image/png" -> png(content);
        default -> content;
      }, type);
    } catch (IOException | RuntimeException broken) {
      return new Refused(new Refusal(Reason.ATTACHMENT_BROKEN, type));
    }
  }

  private static byte[] jpeg(byte[] content) throws IOException {
    ByteArrayOutputStream exif = new ByteArrayOutputStream(content.length);
    new ExifRewriter().removeExifMetadata(content, exif);
    ByteArrayOutputStream xmp = new ByteArrayOutputStream(content.length);
    new JpegXmpRewriter().removeXmpXml(exif.toByteArray(), xmp);
    ByteArrayOutputStream iptc = new ByteArrayOutputStream(content.length);
    new JpegIptcRewriter().removeIptc(xmp.toByteArray(), iptc, true);
    return iptc.toByteArray();
  }

  /** Length, name, data, checksum; one piece after the other (PNG, section 5). */
  private static byte[] png(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content, PNG.length, content.length - PNG.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
    out.writeBytes(PNG);
    while (in.hasRemaining()) {
      int start = in.position();
      int length = in.getInt();
      byte[] name = new byte[4];
      in.get(name);
      int end = Math.addExact(start, Math.addExact(length, 12));
      if (length < 0 || end > content.length) {
        throw new IllegalArgumentException("a piece runs over the end");
      }
      String piece = new String(name, StandardCharsets.US_ASCII);
      if (!TALKATIVE.contains(piece)) {
        out.write(content, start, end - start);
      }
      in.position(piece.equals("IEND") ? content.length : end);
    }
    return out.toByteArray();
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
