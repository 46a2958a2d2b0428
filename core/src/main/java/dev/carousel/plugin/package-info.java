/**
 * Plugins: how cells, optimizers, schedules, hooks and tasks are named, found and made.
 *
 * <p>{@link dev.carousel.plugin.PluginDiscovery} looks for providers on the class path and in
 * folders of jars; {@link dev.carousel.plugin.Plugins} is the catalogue that makes what a {@link
 * dev.carousel.plugin.PluginRef} asks for. A plugin that cannot be used becomes a {@link
 * dev.carousel.plugin.PluginProblem} and stops nothing else. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.plugin;

import org.jspecify.annotations.NullMarked;
