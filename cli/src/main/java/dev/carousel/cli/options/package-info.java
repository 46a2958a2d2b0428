/**
 * The options that commands share, as mixins, and what is made of them: data, networks, plugins and
 * engines. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.options;

import org.jspecify.annotations.NullMarked;
