package dev.carousel.model;

import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Loss;

/** Where a network's loss comes from. */
sealed interface LossSource {
  /** The loss's name: {@code huber:delta=1}; empty for the natural loss. */
  String name();

  /**
   * The loss.
   *
   * @throws CarouselException if it cannot be created
   */
  Loss make(DataShape data);

  /**
   * The same source; a loss known only by its name is looked up among plugins.
   *
   * @throws CarouselException if there is no such loss
   */
  default LossSource from(Plugins plugins) {
    return this;
  }

  /** Refuses a loss whose saved model could not be read again, with the remedy. */
  default void requireSavable() {}

  /** The loss with this name, as a file or a command line gives it; empty for the natural loss. */
  static LossSource named(String name) {
    return name.isEmpty() ? new Natural() : new Named(PluginRef.parse(name));
  }

  /** The loss of the kind of target, if none is chosen. */
  record Natural() implements LossSource {
    @Override
    public String name() {
      return "";
    }

    @Override
    public Loss make(DataShape data) {
      return NaturalLoss.of(data);
    }
  }

  /** A plugin with its settings. */
  record Plugged(Chosen<Loss> chosen) implements LossSource {
    @Override
    public String name() {
      return chosen.toString();
    }

    @Override
    public Loss make(DataShape data) {
      return chosen.make();
    }
  }

  /** A plugin that is only named, as in a file. */
  record Named(PluginRef ref) implements LossSource {
    @Override
    public String name() {
      return ref.toString();
    }

    @Override
    public Loss make(DataShape data) {
      throw CarouselException.usage("The loss " + name() + " is known only by its name.")
          .expected("a loss with its equations")
          .found("only the name that a file or a command line gives")
          .mend("look it up among plugins first: Network.compile(engine, spec.from(plugins))")
          .build();
    }

    @Override
    public LossSource from(Plugins plugins) {
      return new Plugged(plugins.choose(PluginKind.LOSS, ref));
    }
  }

  /** A loss that no plugin provides, named after its class. */
  record Own(Loss loss) implements LossSource {
    @Override
    public String name() {
      return ClassNames.of(loss.getClass());
    }

    @Override
    public Loss make(DataShape data) {
      return loss;
    }

    @Override
    public void requireSavable() {
      throw CarouselException.usage(
              "The network cannot be saved: no plugin provides its loss " + name() + ".")
          .expected("a loss that is found by its name when the model is read")
          .found(loss.getClass().getName())
          .mend(
              "write a LossProvider for it, and choose it with Chosen.of(PluginKind.LOSS, new "
                  + ClassNames.ofProvider(loss.getClass(), "MyLoss")
                  + "())")
          .build();
    }
  }
}
