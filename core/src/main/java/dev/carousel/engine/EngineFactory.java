package dev.carousel.engine;

/** Makes engines; what a module overrides to run networks on an engine of its own. Thread-safe. */
@FunctionalInterface
public interface EngineFactory {
  /** A new engine, to be closed by the caller. */
  Engine create(EngineSettings settings);
}
