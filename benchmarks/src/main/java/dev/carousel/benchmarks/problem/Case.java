package dev.carousel.benchmarks.problem;

import dev.carousel.plugin.PluginRef;

/**
 * One thing to be timed by every contender.
 *
 * @param cell as Carousel names it: {@code lstm}, {@code lem:dt=0.5}
 */
public record Case(Kind kind, String cell, Shape shape) {
  /** The cell without its options. */
  public String cellId() {
    return PluginRef.parse(cell).id();
  }

  /** As a person reads it: {@code lstm training, 64,100,128,256}. */
  @Override
  public String toString() {
    return cell + " " + kind.title() + " " + shape;
  }
}
