/**
 * Seals (architecture 1.7): RFC 6962 Merkle trees over the records of a partition, C2SP checkpoints, signed notes and proofs. Pure:
 * whoever has these bytes and a public key comes to the same answer.
 */
package cn.jsjb.seal;
