/**
 * The input and output of commands: streams, JSON and interrupts, so that a command can run inside
 * another program and in a test. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.cli.console;

import org.jspecify.annotations.NullMarked;
