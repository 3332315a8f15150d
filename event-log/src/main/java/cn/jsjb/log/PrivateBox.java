package cn.jsjb.log;

import cn.jsjb.event.SealedBox;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a person's data for one complaint: AES-256-GCM under a data key of its own, the data key wrapped by the key-encryption
 * key from configuration. Destroying the wrapped key erases the person; the hashes, which cover the ciphertext, stay valid.
 */
public final class PrivateBox {
  /** @param wrapped base64 of nonce and wrapped data key; what {@code complaint-keys} carries */
  public record WrappedKey(String keyId, String wrapped) {}

  public record Result(SealedBox box, WrappedKey key) {}

  /** Where keys, nonces and names of keys come from. */
  @FunctionalInterface
  public interface Source {
    /** Nobody without a secret may be able to guess them; for another complaint or other plain bytes they differ. */
    byte[] draw(int bytes, String complaintId, byte[] plain);
  }

  private static final String SUITE = "A256GCM";
  private static final int NONCE_BYTES = 12;
  private static final ThreadLocal<SecureRandom> RANDOM = ThreadLocal.withInitial(SecureRandom::new);

  private final SecretKeySpec keyEncryptionKey;
  private final SecretKeySpec matchingKey;
  private final Source source;

  /** Draws from the machine's own randomness. @param secret 32 bytes from configuration; the keys for wrapping and for matching are derived from it and never equal */
  public PrivateBox(byte[] secret) { this(secret, (bytes, complaintId, plain) -> random(bytes)); }

  public PrivateBox(byte[] secret, Source source) {
    if (secret.length != 32) {
      throw new IllegalArgumentException("the key-encryption secret has to be 32 bytes, it is " + secret.length);
    }
    this.keyEncryptionKey = new SecretKeySpec(hmac(new SecretKeySpec(secret, "HmacSHA256"), "wrapping"), "AES");
    this.matchingKey = new SecretKeySpec(hmac(new SecretKeySpec(secret, "HmacSHA256"), "matching"), "HmacSHA256");
    this.source = source;
  }

  /** Seals plain bytes under a fresh data key; the complaint id is bound in, a box cannot be moved to another complaint. */
  public Result seal(String complaintId, byte[] plain) { return seal(complaintId, plain, source.draw(32 + 2 * NONCE_BYTES + 9, complaintId, plain)); }

  /** @param random data key, nonce of its wrapping, nonce of the box, name of the key */
  private Result seal(String complaintId, byte[] plain, byte[] random) {
    byte[] dataKey = Arrays.copyOf(random, 32);
    byte[] keyNonce = Arrays.copyOfRange(random, 32, 32 + NONCE_BYTES);
    byte[] nonce = Arrays.copyOfRange(random, 32 + NONCE_BYTES, 32 + 2 * NONCE_BYTES);
    String keyId = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(random, 32 + 2 * NONCE_BYTES, random.length));
    byte[] bound = (complaintId + "/" + keyId).getBytes(StandardCharsets.UTF_8);
    byte[] wrapped = crypt(Cipher.ENCRYPT_MODE, keyEncryptionKey, keyNonce, bound, dataKey);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, new SecretKeySpec(dataKey, "AES"), nonce, bound, plain);
    byte[] key = Arrays.copyOf(keyNonce, NONCE_BYTES + wrapped.length);
    System.arraycopy(wrapped, 0, key, NONCE_BYTES, wrapped.length);
    return new Result(new SealedBox(SUITE, keyId, base64(nonce), base64(sealed)), new WrappedKey(keyId, base64(key)));
  }

  /** @throws IllegalArgumentException wrong key, wrong complaint, changed ciphertext or unknown suite */
  public byte[] open(String complaintId, SealedBox box, String wrappedKey) {
    if (!SUITE.equals(box.suite())) {
      throw new IllegalArgumentException("unknown cipher suite " + box.suite());
    }
    byte[] bound = (complaintId + "/" + box.keyId()).getBytes(StandardCharsets.UTF_8);
    byte[] key = Base64.getDecoder().decode(wrappedKey);
    byte[] dataKey = crypt(Cipher.DECRYPT_MODE, keyEncryptionKey, Arrays.copyOf(key, NONCE_BYTES), bound,
        Arrays.copyOfRange(key, NONCE_BYTES, key.length));
    return crypt(Cipher.DECRYPT_MODE, new SecretKeySpec(dataKey, "AES"), Base64.getDecoder().decode(box.nonce()), bound,
        Base64.getDecoder().decode(box.ciphertext()));
  }

  /** Keyed hash for matching without decryption (rule P4); equal inputs give equal hashes under one secret. */
  public String match(String... parts) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hmac(matchingKey, String.join("\u0000", parts)), 18));
  }

  private static byte[] crypt(int mode, SecretKeySpec key, byte[] nonce, byte[] bound, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(bound);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the box cannot be %s with this key".formatted(mode == Cipher.ENCRYPT_MODE ? "sealed" : "opened"), e);
    }
  }

  private static byte[] hmac(SecretKeySpec key, String text) { return mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8)); }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.get().nextBytes(random);
    return random;
  }

  private static String base64(byte[] bytes) { return Base64.getEncoder().encodeToString(bytes); }
}
