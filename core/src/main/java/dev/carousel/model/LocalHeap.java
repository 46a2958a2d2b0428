package dev.carousel.model;

import dev.carousel.error.HeapWords;

/** The heap of a command line of this machine. */
record LocalHeap() implements HeapWays {
  @Override
  public String fewer(int trials) {
    return "--jobs " + trials;
  }

  @Override
  public String larger(long needed) {
    return HeapWords.largerHeap(needed);
  }
}
