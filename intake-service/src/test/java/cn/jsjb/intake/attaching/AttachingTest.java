package cn.jsjb.intake.attaching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.AttachmentRules;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class AttachingTest {
  private static final AttachmentRules RULES = Catalogue.get().attachments();

  @Test void a_photograph_loses_its_place_and_its_photographer_and_no_pixel() throws IOException {
    byte[] told = Pictures.jpeg(0xff0000);
    assertTrue(contains(told, "Wang Xiaoming") && contains(told, "Exif"));
    Cleaning.Clean clean = clean(told);
    assertEquals("image/jpeg", clean.mediaType());
    assertFalse(contains(clean.content(), "Wang Xiaoming") || contains(clean.content(), "Exif"));
    assertEquals(ImageIO.read(new ByteArrayInputStream(told)).getRGB(5, 5), ImageIO.read(new ByteArrayInputStream(clean.content())).getRGB(5, 5));
    assertArrayEquals(clean.content(), clean(clean.content()).content(), "cleaned once is cleaned for ever");
  }

  @Test void a_png_loses_its_texts() throws IOException {
    Cleaning.Clean clean = clean(Pictures.png(0x00ff00));
    assertEquals("image/png", clean.mediaType());
    assertFalse(contains(clean.content(), "Wang Xiaoming"));
    assertEquals(0xff00ff00, ImageIO.read(new ByteArrayInputStream(clean.content())).getRGB(5, 5));
  }

  @Test void what_it_is_says_the_content_and_not_the_name() {
    refused(Reason.ATTACHMENT_TYPE, "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8));
    refused(Reason.ATTACHMENT_TYPE, "MZ\u0090\0".getBytes(StandardCharsets.ISO_8859_1));
    refused(Reason.ATTACHMENT_TYPE, "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8));
    refused(Reason.FIELD_MISSING, new byte[0]);
    refused(Reason.TOO_LARGE, new byte[RULES.largestBytes() + 1]);
    refused(Reason.ATTACHMENT_BROKEN, Arrays.copyOf(Pictures.png(1), 60));
    assertEquals("application/pdf", clean("%PDF-1.7\n%âãÏÓ\n".getBytes(StandardCharsets.ISO_8859_1)).mediaType());
    assertEquals("audio/amr", clean("#!AMR\n<".getBytes(StandardCharsets.US_ASCII)).mediaType());
  }

  @Test void a_content_is_kept_once_under_its_hash(@TempDir Path folder) throws IOException {
    FolderStore store = new FolderStore(folder);
    byte[] content = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    AttachmentStore.Stored first = store.put(content, "application/pdf");
    assertEquals(first, store.put(content, "application/pdf"));
    assertEquals(first, new FolderStore(folder).find(first.sha256()));
    assertArrayEquals(content, store.read(first.sha256()));
    assertNull(store.find("0".repeat(64)));
    assertThrows(IllegalArgumentException.class, () -> store.find("../../etc/passwd"));
    try (var files = Files.walk(folder)) {
      assertEquals(2, files.filter(Files::isRegularFile).count(), "the content and its type, nothing half-written");
    }
  }

  /** Asked for by name: {@code JSJB_TEST_S3=http://identity:credential@host:port/bucket}, with a bucket that exists. */
  @Test @EnabledIfEnvironmentVariable(named = "JSJB_TEST_S3", matches = "http.+")
  void a_bucket_keeps_the_same_as_a_folder() {
    URI given = URI.create(System.getenv("JSJB_TEST_S3"));
    String[] who = given.getUserInfo().split(":");
    try (S3Store store = new S3Store(URI.create("http://%s:%d".formatted(given.getHost(), given.getPort())), "us-east-1", given.getPath().substring(1), who[0], who[1])) {
      byte[] content = ("%PDF-1.7\n" + System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
      assertNull(store.find(Cleaning.sha256(content)));
      AttachmentStore.Stored first = store.put(content, "application/pdf");
      assertEquals(first, store.put(content, "application/pdf"));
      assertEquals(new AttachmentStore.Stored(Cleaning.sha256(content), "application/pdf", content.length), store.find(first.sha256()));
      assertArrayEquals(content, store.read(first.sha256()));
      store.touch(first.sha256());
      assertEquals(first, store.find(first.sha256()));
      assertFalse(store.untouchedSince(Instant.now().minusSeconds(60)).contains(first.sha256()));
      assertTrue(store.untouchedSince(Instant.now().plusSeconds(60)).contains(first.sha256()));
      assertFalse(store.removeIfUntouchedSince(first.sha256(), Instant.now().minusSeconds(60)));
      assertTrue(store.removeIfUntouchedSince(first.sha256(), Instant.now().plusSeconds(60)));
      assertNull(store.find(first.sha256()));
    }
  }

  @Test void what_nobody_touched_is_told_and_removed_and_what_is_named_is_new_again(@TempDir Path folder) throws IOException {
    FolderStore store = new FolderStore(folder);
    List<String> brought = Stream.of("a", "b", "c").map(t -> store.put(("%PDF-1.7\n" + t).getBytes(StandardCharsets.US_ASCII), "application/pdf").sha256()).toList();
    Instant then = Instant.now().minusSeconds(60);
    for (String sha256 : brought) {
      Files.setLastModifiedTime(folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256), FileTime.from(then.minusSeconds(1)));
    }
    store.put("%PDF-1.7\nb".getBytes(StandardCharsets.US_ASCII), "application/pdf");
    assertEquals(Set.of(brought.get(0), brought.get(2)), Set.copyOf(store.untouchedSince(then)), "what was brought again is new");
    store.known(List.of(new Attachment("c", null, 0, brought.get(2))));
    assertFalse(store.removeIfUntouchedSince(brought.get(2), then), "what was named in the meantime stays");
    assertTrue(store.removeIfUntouchedSince(brought.get(0), then));
    assertFalse(store.removeIfUntouchedSince(brought.get(0), then));
    assertNull(store.find(brought.get(0)));
    try (var files = Files.walk(folder)) {
      assertEquals(4, files.filter(Files::isRegularFile).count(), "two contents and their types");
    }
  }

  @Test void a_hash_is_found_wherever_it_stands() {
    String hash = "0a".repeat(32), other = "1b".repeat(32);
    for (String value : List.of("{\"sha256\":\"" + hash + "\"}", hash, "ff" + hash, hash + "ff")) {
      Set<String> hashes = new HashSet<>(Set.of(hash, other));
      Orphans.named(value.getBytes(StandardCharsets.UTF_8), hashes);
      assertEquals(Set.of(other), hashes, value);
    }
    Set<String> hashes = new HashSet<>(Set.of(hash));
    Orphans.named(null, hashes);
    Orphans.named(hash.substring(1).getBytes(StandardCharsets.UTF_8), hashes);
    Orphans.named(hash.toUpperCase().getBytes(StandardCharsets.UTF_8), hashes);
    assertEquals(Set.of(hash), hashes);
  }

  @Test void what_a_request_says_of_its_attachments_is_what_the_store_knows(@TempDir Path folder) {
    FolderStore store = new FolderStore(folder);
    AttachmentStore.Stored stored = store.put("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), "application/pdf");
    assertEquals(List.of(new Attachment("a.jpg", "application/pdf", 9, stored.sha256())), store.known(List.of(new Attachment("a.jpg", "image/jpeg", 1, stored.sha256()))));
    Refused unknown = assertThrows(Refused.class, () -> store.known(List.of(new Attachment("a", null, 0, stored.sha256()), new Attachment("b", null, 0, "0".repeat(64)))));
    assertEquals("attachments[1].sha256", unknown.field());
  }

  private static Cleaning.Clean clean(byte[] content) { return assertInstanceOf(Cleaning.Clean.class, Cleaning.clean(content, RULES), () -> "" + Cleaning.clean(content, RULES)); }

  private static void refused(Reason reason, byte[] content) { assertEquals(reason, assertInstanceOf(Cleaning.Refused.class, Cleaning.clean(content, RULES)).refusal().reason()); }

  private static boolean contains(byte[] content, String text) { return new String(content, StandardCharsets.ISO_8859_1).contains(text); }
}
