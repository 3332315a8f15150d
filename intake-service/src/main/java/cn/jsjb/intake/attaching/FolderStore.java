package cn.jsjb.intake.attaching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder: {@code ab/cd/<sha256>} holds the content, {@code <sha256>.type} its media type. A content is written beside, forced to
 * the disk and then moved into place, its type before it: what has a name is whole.
 */
class FolderStore implements AttachmentStore {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  FolderStore(Path folder) { this.folder = folder; }

  @Override public Stored put(byte[] content, String mediaType) {
    String sha256 = Cleaning.sha256(content);
    Stored there = find(sha256);
    if (there != null) {
      touch(sha256);
      return there;
    }
    Path file = file(sha256);
    try {
      Files.createDirectories(file.getParent());
      move(mediaType.getBytes(StandardCharsets.UTF_8), file.resolveSibling(sha256 + ".type"));
      move(content, file);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of attachments cannot be written", e);
    }
    return new Stored(sha256, mediaType, content.length);
  }

  private static void move(byte[] bytes, Path to) throws IOException {
    Path beside = Files.createTempFile(to.getParent(), "new-", ".tmp");
    try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
        out.write(left);
      }
      out.force(true);
    }
    Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override public Stored find(String sha256) {
    Path file = file(sha256);
    try {
      return Files.isRegularFile(file) ? new Stored(sha256, Files.readString(file.resolveSibling(sha256 + ".type")), Files.size(file)) : null;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of attachments cannot be read", e);
    }
  }

  @Override public byte[] read(String sha256) {
    try {
      return Files.readAllBytes(file(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of attachments cannot be read", e);
    }
  }

  @Override public void touch(String sha256) {
    try {
      Files.setLastModifiedTime(file(sha256), FileTime.from(Instant.now()));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of attachments cannot be written", e);
    }
  }

  @Override public List<String> untouchedSince(Instant then) {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> HASH.matcher(name).matches()).filter(sha256 -> isUntouchedSince(sha256, then)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of attachments cannot be read", e);
    }
  }

  private boolean isUntouchedSince(String sha256, Instant then) {
    try {
      return Files.getLastModifiedTime(file(sha256)).toInstant().isBefore(then);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of attachments cannot be read", e);
    }
  }

  /** The type last: a content without its type would be no content. */
  @Override public boolean removeIfUntouchedSince(String sha256, Instant then) {
    try {
      if (!isUntouchedSince(sha256, then)) {
        return false;
      }
      Files.delete(file(sha256));
      Files.deleteIfExists(file(sha256).resolveSibling(sha256 + ".type"));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of attachments cannot be written", e);
    }
  }

  /** @param sha256 has been checked to be 64 hex digits: it is no way out of the folder */
  private Path file(String sha256) {
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("no content hash");
    }
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }
}
