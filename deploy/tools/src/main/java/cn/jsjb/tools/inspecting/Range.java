package cn.jsjb.tools.inspecting;

/** A partition's offsets, {@code from} included, {@code to} not. */
record Range(long from, long to) {
  long size() { return to - from; }
}
