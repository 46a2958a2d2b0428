package dev.carousel.spi;

import java.util.List;
import java.util.Set;

/**
 * Describes and creates one kind of plugin: an id, a line of description, the options, and a
 * factory that takes their checked values.
 *
 * <p>A provider is listed under its service interface in {@code META-INF/services}, has a public
 * constructor without arguments, holds no state, and may be called from several threads.
 *
 * @param <T> what it makes
 */
public interface Provider<T> {
  /** Lower-case words of letters and digits joined by hyphens; unique among providers of a kind. */
  String id();

  /** One line, without a full stop. */
  String description();

  /** The options, in the order in which help lists them; empty by default. */
  default List<OptionSpec> options() {
    return List.of();
  }

  /**
   * What the plugin as a whole is for, so that advice finds it. Empty by default, so that it is
   * never proposed. Options have {@linkplain OptionSpec#as(OptionRole) roles} of their own.
   */
  default Set<PluginRole> roles() {
    return Set.of();
  }

  /**
   * Makes one.
   *
   * @param options a value for every option of {@link #options()}, each within its bounds
   * @throws dev.carousel.error.CarouselException if the values contradict each other
   */
  T create(Options options);
}
