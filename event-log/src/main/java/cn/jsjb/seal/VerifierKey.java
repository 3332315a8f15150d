package cn.jsjb.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key under a name, as C2SP notes know it: {@code NAME+KEYID+base64(0x01 || key)}. The same Ed25519 key signs for every
 * partition, each under its origin as name, so that a signature for one is none for another.
 */
public final class VerifierKey {
  private static final byte ED25519 = 1;
  private static final int RAW = 32;
  /** What X.509 puts before the 32 bytes of an Ed25519 key. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final int keyId;
  private final byte[] raw;
  private final PublicKey key;

  VerifierKey(String name, byte[] raw) {
    checkName(name);
    if (raw.length != RAW) {
      throw new MalformedSeal("an Ed25519 key has %d bytes, this one %d", RAW, raw.length);
    }
    this.name = name;
    this.raw = raw.clone();
    try {
      this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(ByteBuffer.allocate(X509.length + RAW).put(X509).put(raw).array()));
    } catch (GeneralSecurityException e) {
      throw new MalformedSeal("not an Ed25519 key");
    }
    MessageDigest digest = Merkle.sha256();
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(ED25519);
    this.keyId = ByteBuffer.wrap(digest.digest(raw)).getInt();
  }

  static VerifierKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    if (encoded.length != X509.length + RAW || !Arrays.equals(X509, Arrays.copyOf(encoded, X509.length))) {
      throw new MalformedSeal("not an Ed25519 key");
    }
    return new VerifierKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length));
  }

  public static VerifierKey parse(String vkey) {
    // base64 may hold a plus, name and id may not.
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
      throw new MalformedSeal("a public key is NAME+KEYID+KEY, not %s", Text.shown(vkey));
    }
    byte[] bytes = Text.base64(parts[2]);
    if (bytes.length != 1 + RAW || bytes[0] != ED25519) {
      throw new MalformedSeal("only Ed25519 keys are known");
    }
    VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(bytes, 1, bytes.length));
    if (key.keyId != HexFormat.fromHexDigits(parts[1])) {
      throw new MalformedSeal("the id %s is not that of the key", parts[1]);
    }
    return key;
  }

  /** Not empty, no Unicode space, no plus. */
  static void checkName(String name) {
    if (name.isEmpty() || name.codePoints().anyMatch(c -> c == '+' || c < 0x20 || Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      throw new MalformedSeal("not a key's name: %s", Text.shown(name));
    }
  }

  public String name() { return name; }

  public int keyId() { return keyId; }

  /** The 32 bytes of RFC 8032. */
  public byte[] raw() { return raw.clone(); }

  /** The same key under another name. */
  public VerifierKey named(String other) { return new VerifierKey(other, raw); }

  boolean verifies(byte[] text, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(text);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  @Override public String toString() { return "%s+%s+%s".formatted(name, HexFormat.of().toHexDigits(keyId), Text.base64(ByteBuffer.allocate(1 + RAW).put(ED25519).put(raw).array())); }
}
