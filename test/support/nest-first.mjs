// nestjs-cls is CommonJS and requires Nest, which is ESM only: jest needs Nest to be whole before that happens.
import '@nestjs/common';
import '@nestjs/core';
