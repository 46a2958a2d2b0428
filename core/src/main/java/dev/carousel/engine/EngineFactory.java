package dev.carousel.engine;

/** Creates engines; a module overrides it to run networks on its own engine. Thread-safe. */
@FunctionalInterface
public interface EngineFactory {
  /** A new engine, which the caller must close. */
  Engine create(EngineSettings settings);
}
