package dev.carousel.model;

import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import org.jspecify.annotations.Nullable;

/** Where a network's cell comes from: the one source of its name, its options and its equations. */
sealed interface CellSource {
  /** The cell's name: {@code lstm:forget-bias=1}. */
  String name();

  /**
   * The cell.
   *
   * @throws CarouselException if it cannot be created
   */
  Cell make();

  /**
   * The same source; a cell known only by its name is looked up among plugins.
   *
   * @throws CarouselException if there is no such cell
   */
  CellSource from(Plugins plugins);

  /** Equations that no plugin provides; null if one does. */
  default @Nullable Cell own() {
    return null;
  }

  /** Refuses a cell whose saved model could not be read again, with the remedy. */
  default void requireSavable() {}

  /** A plugin with its settings. */
  record Plugged(Chosen<Cell> chosen) implements CellSource {
    @Override
    public String name() {
      return chosen.toString();
    }

    @Override
    public Cell make() {
      return chosen.make();
    }

    @Override
    public CellSource from(Plugins plugins) {
      return this;
    }
  }

  /** A plugin that is only named, as in a file. */
  record Named(PluginRef ref) implements CellSource {
    @Override
    public String name() {
      return ref.toString();
    }

    @Override
    public Cell make() {
      throw CarouselException.usage("The cell " + name() + " is known only by its name.")
          .expected("a cell with its equations")
          .found("only the name that a file or a command line gives")
          .mend("look it up among plugins first: Network.compile(engine, spec.from(plugins))")
          .build();
    }

    @Override
    public CellSource from(Plugins plugins) {
      return new Plugged(plugins.choose(PluginKind.CELL, ref));
    }
  }

  /** Equations that no plugin provides, named after their class. */
  record Own(Cell cell) implements CellSource {
    @Override
    public String name() {
      return ClassNames.of(cell.getClass());
    }

    @Override
    public Cell make() {
      return cell;
    }

    @Override
    public Cell own() {
      return cell;
    }

    @Override
    public CellSource from(Plugins plugins) {
      return this;
    }

    @Override
    public void requireSavable() {
      throw CarouselException.usage(
              "The network cannot be saved: no plugin provides its cell " + name() + ".")
          .expected("a cell that is found by its name when the model is read")
          .found(cell.getClass().getName())
          .mend(
              "write a CellProvider for it, and build the network of"
                  + " Chosen.of(PluginKind.CELL, new "
                  + ClassNames.ofProvider(cell.getClass(), "MyCell")
                  + "())")
          .build();
    }
  }
}
