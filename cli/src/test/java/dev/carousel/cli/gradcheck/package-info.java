@NullMarked
package dev.carousel.cli.gradcheck;

import org.jspecify.annotations.NullMarked;
