package cn.jsjb.event;

/**
 * Encrypted words about a person, as they stand in an event.
 *
 * @param suite cipher suite, so that another (SM4-GCM) can be added without touching history
 * @param keyId which key of the complaint opens it
 * @param nonce base64
 * @param ciphertext base64
 */
public record SealedBox(String suite, String keyId, String nonce, String ciphertext) {}
