/**
 * Plugins: how cells, optimizers, schedules, hooks, losses, tasks and sources are named, found and
 * created.
 *
 * <p>{@link dev.carousel.plugin.PluginDiscovery} looks for providers on the class path and in
 * folders of jars; {@link dev.carousel.plugin.Plugins} is the catalogue that creates what a {@link
 * dev.carousel.plugin.PluginRef} names. A plugin that cannot be used becomes a {@link
 * dev.carousel.plugin.PluginProblem} and stops nothing else. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.plugin;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
