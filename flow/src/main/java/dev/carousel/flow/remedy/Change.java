package dev.carousel.flow.remedy;

import static java.util.stream.Collectors.joining;

import dev.carousel.flow.measured.Recipe;
import dev.carousel.plugin.PluginRef;
import java.util.List;

/** One change of a training's settings by a cure; everything else is unchanged. */
public sealed interface Change {
  /** The options as a user writes them. */
  String options();

  /** The changed recipe. */
  Recipe applyTo(Recipe recipe);

  /** Another cell, or other options of it. */
  record OfCell(PluginRef cell) implements Change {
    @Override
    public String options() {
      return "--cell " + cell;
    }

    @Override
    public Recipe applyTo(Recipe recipe) {
      return recipe.withCell(cell);
    }
  }

  /** Another optimizer, or another step size. */
  record OfOptimizer(PluginRef optimizer) implements Change {
    @Override
    public String options() {
      return "--optimizer " + optimizer;
    }

    @Override
    public Recipe applyTo(Recipe recipe) {
      return recipe.withOptimizer(optimizer);
    }
  }

  /** A hook beside the others, in place of the one with the same id. */
  record OfHook(PluginRef hook) implements Change {
    @Override
    public String options() {
      return "--hook " + hook;
    }

    @Override
    public Recipe applyTo(Recipe recipe) {
      return recipe.withHook(hook);
    }
  }

  /** Several changes that are useful only together. */
  record Together(List<Change> parts) implements Change {
    public Together {
      parts = List.copyOf(parts);
    }

    @Override
    public String options() {
      return parts.stream().map(Change::options).collect(joining(" "));
    }

    @Override
    public Recipe applyTo(Recipe recipe) {
      Recipe changed = recipe;
      for (Change part : parts) {
        changed = part.applyTo(changed);
      }
      return changed;
    }
  }

  /** Chunks of another length. */
  record OfChunks(int steps) implements Change {
    @Override
    public String options() {
      return "--bptt " + steps;
    }

    @Override
    public Recipe applyTo(Recipe recipe) {
      return recipe.withBptt(steps);
    }
  }
}
