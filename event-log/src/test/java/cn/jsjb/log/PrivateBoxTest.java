package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.jsjb.event.SealedBox;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PrivateBoxTest {
  private static final byte[] SECRET = new byte[32];
  private static final byte[] WORDS = "王某 13800000000".getBytes(StandardCharsets.UTF_8);

  static {
    Arrays.fill(SECRET, (byte) 7);
  }

  private final PrivateBox box = new PrivateBox(SECRET);

  @Test void what_was_sealed_opens_with_its_key_for_its_complaint() {
    var sealed = box.seal("c-1", WORDS);
    assertArrayEquals(WORDS, box.open("c-1", sealed.box(), sealed.key().wrapped()));
    assertFalse(sealed.box().toString().contains("王"));
  }

  @Test void it_does_not_open_for_another_complaint_another_key_another_secret_or_when_touched() {
    var sealed = box.seal("c-1", WORDS);
    assertThrows(IllegalArgumentException.class, () -> box.open("c-2", sealed.box(), sealed.key().wrapped()));
    assertThrows(IllegalArgumentException.class, () -> box.open("c-1", sealed.box(), box.seal("c-1", WORDS).key().wrapped()));
    byte[] other = SECRET.clone();
    other[0]++;
    assertThrows(IllegalArgumentException.class, () -> new PrivateBox(other).open("c-1", sealed.box(), sealed.key().wrapped()));
    byte[] cipher = Base64.getDecoder().decode(sealed.box().ciphertext());
    cipher[3] ^= 1;
    SealedBox touched = new SealedBox(sealed.box().suite(), sealed.box().keyId(), sealed.box().nonce(), Base64.getEncoder().encodeToString(cipher));
    assertThrows(IllegalArgumentException.class, () -> box.open("c-1", touched, sealed.key().wrapped()));
  }

  @Test void matching_is_keyed_and_repeats() {
    assertEquals(box.match("phone", "13800000000"), box.match("phone", "13800000000"));
    assertNotEquals(box.match("phone", "13800000000"), box.match("phone", "13800000001"));
    assertNotEquals(box.match("a", "b"), box.match("ab"));
    byte[] other = SECRET.clone();
    other[0]++;
    assertNotEquals(box.match("x"), new PrivateBox(other).match("x"));
  }
}
