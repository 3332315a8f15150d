package cn.jsjb.intake.attaching;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

/** Real pictures that tell more than they show. */
public final class Pictures {
  private Pictures() {}

  /** A JPEG with the place and the photographer in its EXIF. @param colour makes it another picture */
  public static byte[] jpeg(int colour) {
    try {
      TiffOutputSet told = new TiffOutputSet();
      told.setGpsInDegrees(116.2, 39.9);
      told.getOrCreateRootDirectory().add(TiffTagConstants.TIFF_TAG_ARTIST, "Wang Xiaoming");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new ExifRewriter().updateExifMetadataLossless(image("jpg", colour), out, told);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A PNG with a text piece. */
  public static byte[] png(int colour) {
    byte[] plain = image("png", colour);
    byte[] text = "Author\0Wang Xiaoming".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer piece = ByteBuffer.allocate(text.length + 12).putInt(text.length).put("tEXt".getBytes(StandardCharsets.US_ASCII)).put(text);
    CRC32 sum = new CRC32();
    sum.update(piece.array(), 4, text.length + 4);
    piece.putInt((int) sum.getValue());
    // After the header: 8 bytes of signature, 25 of IHDR.
    return ByteBuffer.allocate(plain.length + piece.capacity()).put(plain, 0, 33).put(piece.array()).put(plain, 33, plain.length - 33).array();
  }

  private static byte[] image(String format, int colour) {
    BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(5, 5, colour);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
