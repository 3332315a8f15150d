package cn.jsjb.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key that signs seals. Its file holds both halves in PEM and is for the sealing service alone. */
public final class SealKey {
  private final PrivateKey secret;
  private final PublicKey published;

  private SealKey(PrivateKey secret, PublicKey published) {
    this.secret = secret;
    this.published = published;
  }

  public static SealKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SealKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** @throws MalformedSeal when a half is missing, or the halves are not of one key */
  public static SealKey parse(String pem) {
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      SealKey key = new SealKey(factory.generatePrivate(new PKCS8EncodedKeySpec(block("PRIVATE KEY", pem))),
          factory.generatePublic(new X509EncodedKeySpec(block("PUBLIC KEY", pem))));
      byte[] anything = {1};
      if (!key.verifier("test").verifies(anything, key.sign(anything))) {
        throw new MalformedSeal("the private and the public half are not of one key");
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new MalformedSeal("the key of the seals is not an Ed25519 key in PEM");
    }
  }

  private static byte[] block(String name, String pem) {
    Matcher block = Pattern.compile("-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]+)-----END %1$s-----".formatted(name)).matcher(pem);
    if (!block.find()) {
      throw new MalformedSeal("the file of the key of the seals has no %s", name);
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }

  public String pem() { return block("PUBLIC KEY", published.getEncoded()) + block("PRIVATE KEY", secret.getEncoded()); }

  private static String block(String name, byte[] bytes) { return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(name, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)); }

  /** The public half under a name. */
  public VerifierKey verifier(String name) { return VerifierKey.of(name, published); }

  byte[] sign(byte[] text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(secret);
      ed25519.update(text);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of the seals does not sign", e);
    }
  }
}
