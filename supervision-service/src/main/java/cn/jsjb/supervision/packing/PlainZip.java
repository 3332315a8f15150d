package cn.jsjb.supervision.packing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A zip that can be written in one way only: files in the order of their names, stored as they are, no times, no comments, nothing
 * that means nothing. Every tool opens it; this one accepts no other, so that a bit flipped in the container is found like one
 * flipped in a file. (java.util.zip reads past wrong times, flags and comments, and what it compresses depends on its zlib.)
 */
public final class PlainZip {
  private static final int LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50;
  private static final int LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22;
  private static final short VERSION = 20, FIRST_OF_1980 = 0x21;

  private PlainZip() {}

  /** @param files names are ASCII */
  public static byte[] write(SortedMap<String, byte[]> files) {
    ByteArrayOutputStream local = new ByteArrayOutputStream();
    ByteArrayOutputStream central = new ByteArrayOutputStream();
    files.forEach((name, content) -> {
      byte[] named = name.getBytes(StandardCharsets.US_ASCII);
      int at = local.size();
      local.writeBytes(common(ByteBuffer.allocate(LOCAL_SIZE).order(ByteOrder.LITTLE_ENDIAN).putInt(LOCAL), named, content).putShort((short) 0).array());
      local.writeBytes(named);
      local.writeBytes(content);
      central.writeBytes(common(ByteBuffer.allocate(CENTRAL_SIZE).order(ByteOrder.LITTLE_ENDIAN).putInt(CENTRAL).putShort(VERSION), named, content)
          .putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(at).array());
      central.writeBytes(named);
    });
    int at = local.size();
    local.writeBytes(central.toByteArray());
    local.writeBytes(ByteBuffer.allocate(END_SIZE).order(ByteOrder.LITTLE_ENDIAN).putInt(END).putShort((short) 0).putShort((short) 0).putShort((short) files.size())
        .putShort((short) files.size()).putInt(central.size()).putInt(at).putShort((short) 0).array());
    return local.toByteArray();
  }

  /** The fields that both headers have: needed version to length of the name. */
  private static ByteBuffer common(ByteBuffer header, byte[] name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return header.putShort(VERSION).putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort(FIRST_OF_1980).putInt((int) crc.getValue())
        .putInt(content.length).putInt(content.length).putShort((short) name.length);
  }

  /** @throws IllegalArgumentException when these are not the bytes that {@link #write} would write */
  public static SortedMap<String, byte[]> read(byte[] zip) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (bytes.getInt(bytes.position()) == LOCAL) {
        int start = bytes.position();
        byte[] name = new byte[Short.toUnsignedInt(bytes.getShort(start + 26))];
        byte[] content = new byte[checked(bytes.getInt(start + 18), zip.length)];
        bytes.position(start + LOCAL_SIZE).get(name).get(content);
        files.put(new String(name, StandardCharsets.US_ASCII), content);
      }
    } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException cut) {
      throw new IllegalArgumentException("it is cut, or not an evidence pack");
    }
    if (files.size() > 65_000 || !Arrays.equals(zip, write(files))) {
      throw new IllegalArgumentException("the container was changed, or is not that of an evidence pack");
    }
    return files;
  }

  private static int checked(int length, int most) {
    if (length < 0 || length > most) {
      throw new IllegalArgumentException("it is cut, or not an evidence pack");
    }
    return length;
  }
}
