package cn.jsjb.tools.simulating;

import cn.jsjb.log.PrivateBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A box that seals the same words of the same complaint to the same bytes, so that a play can be repeated: its keys and nonces are a keyed
 * hash of what is sealed, as secret as the secret, and differ wherever anything differs.
 */
final class RepeatableBox {
  private static final String HMAC = "HmacSHA256";

  private RepeatableBox() {}

  /** @param secret the installation's, so that its services can open what is sealed */
  static PrivateBox of(byte[] secret) {
    byte[] own = hmac(secret, "repeatable".getBytes(StandardCharsets.UTF_8));
    return new PrivateBox(secret, (bytes, complaintId, plain) -> {
      byte[] seed = hmac(own, (complaintId + "\u0000").getBytes(StandardCharsets.UTF_8), plain);
      ByteBuffer drawn = ByteBuffer.allocate(bytes);
      for (int block = 0; drawn.hasRemaining(); block++) {
        byte[] next = hmac(seed, ByteBuffer.allocate(Integer.BYTES).putInt(block).array());
        drawn.put(next, 0, Math.min(next.length, drawn.remaining()));
      }
      return drawn.array();
    });
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
