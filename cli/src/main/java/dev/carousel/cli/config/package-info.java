/** Settings in YAML files: plans of sweeps, and the options of any command. */
@NullMarked
package dev.carousel.cli.config;

import org.jspecify.annotations.NullMarked;
