package dev.carousel.model;

import java.io.Serializable;

/**
 * How to give each trial more of a heap, in words for errors. It depends on where trials are made.
 * Implementations are immutable and thread-safe.
 */
public interface HeapWays extends Serializable {
  /** Options of this machine's command line. */
  HeapWays HERE = new LocalHeap();

  /** How to have no more than this number of trials at the same time. */
  String fewer(int trials);

  /** How to have a heap for this number of bytes. */
  String larger(long needed);
}
