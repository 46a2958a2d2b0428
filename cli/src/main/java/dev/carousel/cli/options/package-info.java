/**
 * The shared options of commands, as mixins, and what they create: data, networks, plugins and
 * engines. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.options;

import org.jspecify.annotations.NullMarked;
