package dev.carousel.cli.options;

import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.model.Network;
import dev.carousel.model.SavedModel;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.RunFolder;
import java.nio.file.Path;

/**
 * The best model of a run, ready to be used.
 *
 * @param saved as it was read
 * @param network compiled
 * @param parameters as the network takes them
 */
public record LoadedModel(SavedModel saved, Network network, NamedTensors parameters) {
  /**
   * Loads the model of a run folder.
   *
   * @throws dev.carousel.error.CarouselException if there is none, it is damaged, or its cell is
   *     missing
   */
  public static LoadedModel of(Session session, Path run, EngineSettings engine) {
    return of(session, RunFolder.open(run).readModel(), engine);
  }

  /**
   * Gets a model ready.
   *
   * @throws dev.carousel.error.CarouselException if its cell is missing
   */
  public static LoadedModel of(Session session, SavedModel saved, EngineSettings engine) {
    return of(session, saved, session.engine(engine));
  }

  /**
   * Gets a model ready for a known number of steps, all sequences together.
   *
   * @throws dev.carousel.error.CarouselException if its cell is missing
   */
  public static LoadedModel forSteps(
      Session session, SavedModel saved, EngineSettings engine, long steps) {
    return of(session, saved, engine.expecting(steps, saved.parameters().elements()));
  }

  /**
   * Gets a model ready on an engine.
   *
   * @throws dev.carousel.error.CarouselException if its cell is missing
   */
  public static LoadedModel of(Session session, SavedModel saved, Engine engine) {
    Network network = ModelOptions.compile(engine, saved.network(), session.plugins());
    return new LoadedModel(saved, network, network.adopt(saved.parameters()));
  }
}
